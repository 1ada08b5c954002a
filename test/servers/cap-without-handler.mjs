/**
 * Declares prompts and resources, and does not know resources/list. `--variant=null`: its list is null; `silent`: no answer; `exit`:
 * ends; `failed`: both lists fail, `templates`: those of the templates; `no-templates`: there are none, in words of its own.
 */
import { healthy, serve, variant } from './serve.mjs';

const kind = healthy ? 'none' : variant('error');
const LISTS = {
  'prompts/list': { prompts: [] },
  'resources/list': { resources: [] },
  'resources/templates/list': { resourceTemplates: [] },
};
const FAILURES = {
  failed: { methods: ['prompts/list', 'resources/list'], message: 'the notes database is locked' },
  templates: { methods: ['resources/templates/list'], message: "Cannot read properties of undefined (reading 'map')" },
  'no-templates': { methods: ['resources/templates/list'], message: 'Unknown method: resources/templates/list' },
};

function answer(response, { id, method }) {
  if (!(method in LISTS)) return response;
  const { methods, message } = FAILURES[kind] ?? { methods: [] };
  if (methods.includes(method)) return { jsonrpc: '2.0', id, error: { code: -32603, message } };
  const fine = { jsonrpc: '2.0', id, result: LISTS[method] };
  if (healthy || kind in FAILURES || method === 'prompts/list') return fine;
  if (kind === 'exit') process.exit(3);
  if (kind === 'silent') return undefined;
  return kind === 'null' ? { ...fine, result: { resources: null } } : response;
}

serve({ answer, initialize: (result) => ({ ...result, capabilities: { tools: {}, prompts: {}, resources: {} } }) });
