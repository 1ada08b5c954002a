/**
 * Declares prompts and resources, and does not know resources/list. `--variant=null`: its list is null;
 * `silent`: no answer; `exit`: ends.
 */
import { healthy, serve, variant } from './serve.mjs';

const LISTS = { 'prompts/list': { prompts: [] }, 'resources/list': { resources: [] } };

function answer(response, { id, method }) {
  if (!(method in LISTS)) return response;
  const fine = { jsonrpc: '2.0', id, result: LISTS[method] };
  if (healthy || method === 'prompts/list') return fine;
  if (variant('error') === 'exit') process.exit(3);
  if (variant('error') === 'silent') return undefined;
  return variant('error') === 'null' ? { ...fine, result: { resources: null } } : response;
}

serve({ answer, initialize: (result) => ({ ...result, capabilities: { tools: {}, prompts: {}, resources: {} } }) });
