/** Lists of resources, templates and prompts with an entry that is none: `--variant=` says what is wrong with it. */
import { healthy, serve, variant } from './serve.mjs';

const kind = healthy ? 'none' : variant('no-name');
const note = { uri: 'notes://1', name: 'first', mimeType: 'text/plain', size: 12, annotations: { priority: 0.5 } };
const template = { uriTemplate: 'notes://{id}', name: 'note', title: 'A note' };
const prompt = { name: 'sum', arguments: [{ name: 'style', required: true }, { name: 'length' }] };

const FAULTS = {
  'no-name': { 'resources/list': { resources: [note, { uri: 'notes://2' }, { uri: 'notes://3' }] } },
  'uri-null': { 'resources/list': { resources: [{ ...note, uri: null }] } },
  'no-template': { 'resources/templates/list': { resourceTemplates: [{ name: 'note' }] } },
  'no-templates': { 'resources/templates/list': {} },
  'required-text': { 'prompts/list': { prompts: [{ name: 'sum', arguments: [{ name: 'style', required: 'yes' }] }] } },
  'arguments-null': { 'prompts/list': { prompts: [{ name: 'sum', arguments: null }] } },
  'prompt-text': { 'prompts/list': { prompts: [prompt, 'sum'] } },
  cursor: { 'prompts/list': { prompts: [prompt], nextCursor: 2 } },
};

const LISTS = {
  'resources/list': { resources: [note] },
  'resources/templates/list': { resourceTemplates: [template] },
  'prompts/list': { prompts: [prompt] },
  ...FAULTS[kind],
};

function answer(response, { id, method }) {
  return method in LISTS ? { jsonrpc: '2.0', id, result: LISTS[method] } : response;
}

serve({ answer, initialize: (result) => ({ ...result, capabilities: { tools: {}, prompts: {}, resources: {} } }) });
