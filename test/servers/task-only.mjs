/**
 * 2025-11-25: `faulty` is called as a task only, which takes a second. `--variant=endless`: it never ends; `failed`: it ends in an
 * error of the tool; `--healthy`: a second, and all is well. `--log=FILE`: appends each request's method there;
 * `--lag=MS`: so long it takes over an answer to tasks/get.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, errorResult, faulty, healthy, option, RpcError, serve, textResult, variant } from './serve.mjs';

const kind = healthy ? 'well' : variant('endless');
const log = option('log', '');
const startedAt = new Map();
const isOver = (id) => kind !== 'endless' && Date.now() - startedAt.get(id) > 1000;

function call({ text }, { params }) {
  if (params.task === undefined) throw new RpcError(-32601, 'This tool is called as a task');
  const taskId = `task-${startedAt.size}-${text}`;
  startedAt.set(taskId, Date.now());
  return { task: { ...taskOf(taskId, 'working'), ttl: params.task.ttl, pollInterval: 100 } };
}

function taskOf(taskId, status) {
  const at = new Date(startedAt.get(taskId)).toISOString();
  return { taskId, status, createdAt: at, lastUpdatedAt: at, ttl: null };
}

function request({ method }) {
  if (log !== '') appendFileSync(log, `${method}\n`);
}

async function answer(response, { id, method, params }) {
  const result = (value) => ({ jsonrpc: '2.0', id, result: value });
  if (method === 'tasks/get') await sleep(Number(option('lag', '0')));
  if (method === 'tasks/get') return result(taskOf(params.taskId, isOver(params.taskId) ? 'completed' : 'working'));
  if (method === 'tasks/cancel') return result(taskOf(params.taskId, 'cancelled'));
  if (method === 'tasks/result') return result(kind === 'failed' ? errorResult('no luck') : textResult('done'));
  return response;
}

serve({ tools: [echo, faulty(call, { execution: { taskSupport: 'required' } })], answer, request });
