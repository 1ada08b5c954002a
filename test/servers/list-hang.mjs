/** Never answers tools/list, though it lists its prompts and resources. `--variant=blocked`: answers nothing from then on; `error`: fails. */
import { healthy, RpcError, serve, variant } from './serve.mjs';

let isBlocked = false;

function list(result) {
  if (healthy) return result;
  if (variant('hang') === 'error') throw new RpcError(-32603, 'the catalogue is not there');
  isBlocked = variant('hang') === 'blocked';
  return undefined;
}

const OTHERS = { 'prompts/list': { prompts: [] }, 'resources/list': { resources: healthy ? [] : null } };

function answer(response, { id, method }) {
  if (isBlocked) return undefined;
  return method in OTHERS ? { jsonrpc: '2.0', id, result: OTHERS[method] } : response;
}

serve({
  list,
  answer,
  initialize: (result) => ({ ...result, capabilities: { tools: {}, prompts: {}, resources: {} } }),
});
