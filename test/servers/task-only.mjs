/**
 * `faulty` is called as a task only, which takes a second: 2025-11-25 with `task` in its params, 2026-07-28 with the extension
 * declared. `--variant=endless`: it never ends; `failed`: it ends in an error of the tool; `broken`: in a JSON-RPC error; `asks`: it
 * asks meanwhile (2026-07-28); `--healthy`: a second, and all is well. `--log=FILE`: appends each request's method there;
 * `--lag=MS`: so long it takes over an answer to tasks/get; `--stall=MS`: so long it stands still before each; `--text-id=METHOD`: the
 * id of its first result of that is a string (`refusal`: of an error).
 * Who asks for a task sooner than it wants is refused; `failed` says how soon only once.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { era, isStateless } from './era.mjs';
import { echo, errorResult, faulty, healthy, option, RpcError, send, serve, textResult, variant } from './serve.mjs';

const kind = healthy ? 'well' : variant('endless');
const log = option('log', '');
const POLL_MS = 300;
const startedAt = new Map();
const isOver = (id) => kind !== 'endless' && Date.now() - startedAt.get(id) > 1000;

const TASKS = 'io.modelcontextprotocol/tasks';
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const required = { requiredCapabilities: { extensions: { [TASKS]: {} } } };
const declares = ({ _meta }) => _meta[CAPABILITIES].extensions?.[TASKS] !== undefined;
const end = () => (kind === 'failed' ? errorResult('no luck') : textResult('done'));
const question = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'who?', requestedSchema: { type: 'object', properties: {} } },
};
let said;
let lastAt = 0;
let textId = option('text-id', '');

function call({ text }, { params }) {
  if (isStateless({ params })) return callDeclared(text, params);
  if (params.task === undefined) throw new RpcError(-32601, 'This tool is called as a task');
  const taskId = `task-${startedAt.size}-${text}`;
  startedAt.set(taskId, Date.now());
  lastAt = Date.now();
  return { task: { ...olderTask(taskId, 'working'), ttl: params.task.ttl } };
}

function callDeclared(text, params) {
  if (!declares(params)) throw new RpcError(-32021, 'Missing required client capability', required);
  const taskId = `task-${startedAt.size}-${text}`;
  startedAt.set(taskId, Date.now());
  lastAt = Date.now();
  return { resultType: 'task', taskId, status: 'working', ttlMs: null, pollIntervalMs: POLL_MS };
}

/** The methods of the extension. */
async function taskOf({ taskId }) {
  await sleep(Number(option('lag', '0')));
  inTime();
  if (kind === 'asks' && said === undefined)
    return { taskId, status: 'input_required', inputRequests: { who: question }, pollIntervalMs: POLL_MS };
  if (!isOver(taskId)) return { taskId, status: 'working', ...(kind === 'failed' ? {} : { pollIntervalMs: POLL_MS }) };
  if (kind === 'broken') return { taskId, status: 'failed', error: { code: -32603, message: 'broken' } };
  return { taskId, status: 'completed', result: said === undefined ? end() : textResult(said) };
}

function update({ params }) {
  said = params.inputResponses.who.content.name;
  return {};
}

function standStill(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

const methods = {
  'tasks/get': ({ params }) => (declares(params) ? taskOf(params) : undefined),
  'tasks/update': update,
  'tasks/cancel': () => ({}),
};

function olderTask(taskId, status) {
  const at = new Date(startedAt.get(taskId)).toISOString();
  return { taskId, status, createdAt: at, lastUpdatedAt: at, ttl: null, pollInterval: POLL_MS };
}

/** The last question comes at the end of the time, whenever that is: it is allowed for there. */
function inTime() {
  const isEarly = Date.now() - lastAt < POLL_MS - 10 && kind !== 'endless';
  lastAt = Date.now();
  if (isEarly) throw new RpcError(-32603, 'too soon');
}

function request({ method }) {
  if (method === 'tasks/get') standStill(Number(option('stall', '0')));
  if (log !== '') appendFileSync(log, `${method}\n`);
}

/** The methods of the older era. */
async function olderGet({ params: { taskId } }) {
  await sleep(Number(option('lag', '0')));
  inTime();
  const status = kind === 'broken' ? 'failed' : 'completed';
  const { pollInterval, ...task } = olderTask(taskId, isOver(taskId) ? status : 'working');
  return kind === 'failed' ? task : { ...task, pollInterval };
}

function olderResult() {
  if (kind === 'broken') throw new RpcError(-32603, 'broken');
  return end();
}

const older = {
  'tasks/get': olderGet,
  'tasks/cancel': ({ params }) => olderTask(params.taskId, 'cancelled'),
  'tasks/result': olderResult,
};

function reply(response, { id, method }) {
  const isText = (response.error ? 'refusal' : method) === textId;
  if (isText) textId = '';
  send(isText ? { ...response, id: String(id) } : response);
}

serve({
  tools: [echo, faulty(call, { execution: { taskSupport: 'required' } })],
  request,
  reply,
  methods: era === 'stateful' ? older : methods,
});
