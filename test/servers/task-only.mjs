/**
 * `faulty` is called as a task only, which takes a second: 2025-11-25 with `task` in its params, 2026-07-28 with the extension
 * declared. `--variant=endless`: it never ends; `failed`: it ends in an error of the tool; `broken`: in a JSON-RPC error; `asks`: it
 * asks meanwhile (2026-07-28); `--healthy`: a second, and all is well. `--log=FILE`: appends each request's method there;
 * `--lag=MS`: so long it takes over an answer to tasks/get.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { era, isStateless } from './era.mjs';
import { echo, errorResult, faulty, healthy, option, RpcError, serve, textResult, variant } from './serve.mjs';

const kind = healthy ? 'well' : variant('endless');
const log = option('log', '');
const startedAt = new Map();
const isOver = (id) => kind !== 'endless' && Date.now() - startedAt.get(id) > 1000;

const TASKS = 'io.modelcontextprotocol/tasks';
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const required = { requiredCapabilities: { extensions: { [TASKS]: {} } } };
const declares = ({ _meta }) => _meta[CAPABILITIES].extensions?.[TASKS] !== undefined;
const end = () => (kind === 'failed' ? errorResult('no luck') : textResult('done'));
const question = {
  method: 'elicitation/create',
  params: { mode: 'form', message: 'who?', requestedSchema: { type: 'object' } },
};
let said;

function call({ text }, { params }) {
  if (isStateless({ params })) return callDeclared(text, params);
  if (params.task === undefined) throw new RpcError(-32601, 'This tool is called as a task');
  const taskId = `task-${startedAt.size}-${text}`;
  startedAt.set(taskId, Date.now());
  return { task: { ...olderTask(taskId, 'working'), ttl: params.task.ttl, pollInterval: 100 } };
}

function callDeclared(text, params) {
  if (!declares(params)) throw new RpcError(-32021, 'Missing required client capability', required);
  const taskId = `task-${startedAt.size}-${text}`;
  startedAt.set(taskId, Date.now());
  return { resultType: 'task', taskId, status: 'working', ttlMs: null, pollIntervalMs: 100 };
}

/** The methods of the extension. */
function taskOf({ taskId }) {
  if (kind === 'asks' && said === undefined)
    return { taskId, status: 'input_required', inputRequests: { who: question } };
  if (!isOver(taskId)) return { taskId, status: 'working', pollIntervalMs: 100 };
  if (kind === 'broken') return { taskId, status: 'failed', error: { code: -32603, message: 'broken' } };
  return { taskId, status: 'completed', result: said === undefined ? end() : textResult(said) };
}

function update({ params }) {
  said = params.inputResponses.who.content.name;
  return {};
}

const methods = {
  'tasks/get': ({ params }) => (declares(params) ? taskOf(params) : undefined),
  'tasks/update': update,
  'tasks/cancel': () => ({}),
};

function olderTask(taskId, status) {
  const at = new Date(startedAt.get(taskId)).toISOString();
  return { taskId, status, createdAt: at, lastUpdatedAt: at, ttl: null };
}

function request({ method }) {
  if (log !== '') appendFileSync(log, `${method}\n`);
}

async function answer(response, { id, method, params }) {
  if (isStateless({ params })) return response;
  const result = (value) => ({ jsonrpc: '2.0', id, result: value });
  if (method === 'tasks/get') await sleep(Number(option('lag', '0')));
  if (method === 'tasks/get') return result(olderTask(params.taskId, isOver(params.taskId) ? 'completed' : 'working'));
  if (method === 'tasks/cancel') return result(olderTask(params.taskId, 'cancelled'));
  if (method === 'tasks/result') return result(end());
  return response;
}

serve({
  tools: [echo, faulty(call, { execution: { taskSupport: 'required' } })],
  answer,
  request,
  methods: era === 'stateful' ? {} : methods,
});
