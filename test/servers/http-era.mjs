/**
 * 2026-07-28 over HTTP at /mcp (`--era=both`: and the older revisions): no session, no GET, no DELETE; headers repeat the body. Prints
 * `{"port": N}`, then a line of JSON per request, and `{"hungUp": method}` where a caller goes before the answer. Ends with stdin.
 * `--sse`: answers are event streams. The tool `faulty` hangs, `--blocks`: with the event loop; `--healthy`,
 * `--echoes`: it answers. `--variant=session`: gives out a session id; `gets`: takes GET and DELETE; `status`: errors come with 200;
 * and those of `stateless-faults.mjs`. `grow` tells who has subscribed that the list of tools has changed, `subscribers` says how
 * many there are, once nobody is or a while is over; `twice` has a state to come back with, and its progress on the stream of each
 * of both; `job` is called as a task. `--discover=MS`: the first server/discover takes so long; `never`. `--strict`: initialize is refused
 * for what it lacks, and with `--discover=refused` server/discover as unknown.
 */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { headerFault, isStateless, statusOf } from './era.mjs';
import { createProtocol, echo, faulty, healthy, option, RpcError, textResult, tool, variant } from './protocol.mjs';
import { spoilt } from './stateless-faults.mjs';

const region = {
  name: 'region',
  inputSchema: {
    type: 'object',
    properties: { text: { type: 'string' }, region: { type: 'string', 'x-mcp-header': 'Region' } },
    required: ['text', 'region'],
  },
  call: ({ region: where }) => textResult(where),
};
const subscriptions = new Map();
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const TASKS = 'io.modelcontextprotocol/tasks';

function grow({ text }) {
  for (const [id, response] of subscriptions) tell(response, id, 'notifications/tools/list_changed');
  return textResult(text);
}

async function subscribers() {
  for (let looks = 0; subscriptions.size > 0 && looks < 100; looks++) await sleep(20);
  return textResult(String(subscriptions.size));
}

function twice({ text }, { params }) {
  return params.requestState === undefined ? { resultType: 'input_required', requestState: 's' } : textResult(text);
}

function job(_, { params }) {
  const required = { requiredCapabilities: { extensions: { [TASKS]: {} } } };
  if (!params._meta[CAPABILITIES].extensions?.[TASKS]) throw new RpcError(-32021, 'Tasks are needed', required);
  return { resultType: 'task', taskId: 'Aufgabe für 1', status: 'working', ttlMs: null, pollIntervalMs: 50 };
}

const polled = ({ params: { taskId } }) => ({ taskId, status: 'completed', result: textResult('done') });

const tools = [
  echo,
  region,
  tool('grow', grow),
  tool('subscribers', subscribers),
  tool('twice', twice),
  tool('job', job),
  faulty(healthy || process.argv.includes('--echoes') ? undefined : hang),
];
const handle = createProtocol({ tools, methods: { 'tasks/get': polled } });
let slowness = option('discover', '0');
const kind = healthy ? 'none' : variant('none');
const print = (value) => console.log(JSON.stringify(value));

const server = createServer(async (request, response) => {
  if (request.url !== '/mcp') return response.writeHead(404).end();
  if (request.method !== 'POST') {
    print({ method: request.method });
    return response.writeHead(kind === 'gets' ? 200 : 405).end();
  }
  const message = JSON.parse(await bodyOf(request));
  print({ method: message.method, headers: request.headers, params: message.params });
  response.on('close', () => response.writableFinished || print({ hungUp: message.method }));
  if (message.id === undefined) return response.writeHead(202).end();
  const fault = isStateless(message) ? headerFault(request.headers, message, tools) : undefined;
  if (message.method === 'server/discover') {
    if (slowness === 'refused') return send(response, refusal(message.id, -32601, 'No such method'), true);
    if (await isSilent()) return;
  }
  if (message.method === 'initialize' && process.argv.includes('--strict'))
    return send(response, refusal(message.id, -32602, 'Missing _meta'), true);
  if (!fault && message.method === 'subscriptions/listen') return subscribe(response, message);
  const isNew = isStateless(message);
  const answer = fault ?? (await handle(message));
  if (message.params?.name === 'twice') return withProgress(response, message, answer);
  send(response, isNew ? spoilt(answer, message) : answer, isNew);
});
server.listen(0, '127.0.0.1', () => print({ port: server.address().port }));
process.stdin.resume().on('end', () => process.exit(0));

const refusal = (id, code, message) => ({ jsonrpc: '2.0', id, error: { code, message } });

async function isSilent() {
  const first = slowness;
  slowness = '0';
  if (first !== 'never') await sleep(Number(first));
  return first === 'never';
}

/** The stream stays open until the caller goes. */
function subscribe(response, { id, params: { notifications } }) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  subscriptions.set(id, response);
  response.on('close', () => subscriptions.delete(id));
  tell(response, id, 'notifications/subscriptions/acknowledged', { notifications });
}

function tell(response, id, method, params) {
  const _meta = { 'io.modelcontextprotocol/subscriptionId': id };
  response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', method, params: { ...params, _meta } })}\n\n`);
}

function withProgress(response, { params: { _meta } }, answer) {
  const params = { progressToken: _meta.progressToken, progress: 1 };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const one of [{ jsonrpc: '2.0', method: 'notifications/progress', params }, answer])
    response.write(`data: ${JSON.stringify(one)}\n\n`);
  response.end();
}

function send(response, answer, isNew) {
  const status = isNew && kind !== 'status' ? statusOf(answer) : 200;
  if (kind === 'session') response.setHeader('mcp-session-id', 'abc');
  if (!process.argv.includes('--sse') || status !== 200)
    return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`event: message\nid: 1\ndata: ${JSON.stringify(answer)}\n\n`);
}

function hang() {
  for (const end = Date.now() + 6000; process.argv.includes('--blocks') && Date.now() < end; );
  return new Promise(() => {});
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
