/**
 * 2025-11-25: `faulty` is called as a task only, which takes a second. `--variant=endless`: it never ends; `failed`: it ends in an
 * error of the tool; `--healthy`: a second, and all is well.
 */
import { echo, errorResult, faulty, healthy, RpcError, serve, textResult, variant } from './serve.mjs';

const kind = healthy ? 'well' : variant('endless');
const startedAt = new Map();
const isOver = (id) => kind !== 'endless' && Date.now() - startedAt.get(id) > 1000;

function call({ text }, { params }) {
  if (params.task === undefined) throw new RpcError(-32601, 'This tool is called as a task');
  const taskId = `task-${startedAt.size}-${text}`;
  startedAt.set(taskId, Date.now());
  return { task: { taskId, status: 'working', ttl: params.task.ttl, pollInterval: 100 } };
}

function answer(response, { id, method, params }) {
  const result = (value) => ({ jsonrpc: '2.0', id, result: value });
  if (method === 'tasks/get')
    return result({ taskId: params.taskId, status: isOver(params.taskId) ? 'completed' : 'working' });
  if (method === 'tasks/cancel') return result({ taskId: params.taskId, status: 'cancelled' });
  if (method === 'tasks/result') return result(kind === 'failed' ? errorResult('no luck') : textResult('done'));
  return response;
}

serve({ tools: [echo, faulty(call, { execution: { taskSupport: 'required' } })], answer });
