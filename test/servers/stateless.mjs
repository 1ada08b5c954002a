/**
 * 2026-07-28 over stdio (`--era=stateless`), with the faults of `stateless-faults.mjs`, and: `server-request`, `server-request-waits`:
 * `faulty` asks the client; `list-changed`, `list-changed-idle`: it tells of a change without a subscription; `list-changed-unknown`: for
 * one that there is not; `log`: it logs;
 * `header-*`: the x-mcp-header of a parameter; `pages`: the list has two pages, without a fault;
 * `structured-list`, `structured-text`, `structured-null`: structuredContent is no object, as outputSchema says; `misfit-*`: it is one
 * that outputSchema does not allow.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, echo, faulty, healthy, notify, send, serve, textResult, variant } from './serve.mjs';
import { spoilt } from './stateless-faults.mjs';

const kind = healthy ? 'none' : variant('none');
const CHANGED = 'notifications/tools/list_changed';
const PROGRESS = 'notifications/progress';
const PAGED = ['mixed-scopes', 'pages', 'scope-late', 'scope-lost'];
const text = { type: 'string' };
const marked = (name, more = {}) => ({ ...text, 'x-mcp-header': name, ...more });

const STRUCTURED = {
  'structured-list': { value: [{ a: 1 }], outputSchema: { type: 'array' } },
  'structured-text': { value: 'Bern', outputSchema: { type: 'string' } },
  'structured-null': { value: null, outputSchema: { type: ['null', 'boolean'] } },
  'misfit-list': { value: [1, 'x'], outputSchema: { type: 'array', items: { type: 'integer' } } },
  'misfit-text': { value: '{"n":1}', outputSchema: { type: 'object' } },
  'misfit-null': { value: null, outputSchema: { type: 'object' } },
};

const PROPERTIES = {
  none: { text, region: marked('Region'), nested: { type: 'object', properties: { zone: marked('Zone') } } },
  'header-space': { text, region: marked('My Region') },
  'header-empty': { text, region: marked('') },
  'header-number': { text, region: marked('Region', { type: 'number' }) },
  'header-object': { text, region: marked('Region', { type: 'object' }) },
  'header-twice': { text, region: marked('Region'), zone: marked('REGION') },
  'header-items': { text, region: { type: 'array', items: marked('Region') } },
  'header-rows': { text, rows: { type: 'array', items: { type: 'object', properties: { zone: marked('Zone') } } } },
  'header-any': { text, region: { anyOf: [marked('Region'), { type: 'null' }] } },
  // A parameter of that name is no annotation.
  'header-name': { text, 'x-mcp-header': { type: 'number' } },
};

async function call({ text: said }, { params }) {
  if (kind === 'server-request')
    ask('elicitation/create', { message: 'Really?', requestedSchema: { type: 'object', properties: {} } });
  if (kind === 'server-request-waits') await ask('roots/list', {});
  if (kind === 'list-changed') notify(CHANGED);
  if (kind === 'list-changed-unknown') notify(CHANGED, { _meta: { 'io.modelcontextprotocol/subscriptionId': 'nope' } });
  if (kind === 'list-changed-idle') setImmediate(async () => notify(CHANGED, await sleep(0)));
  if (kind === 'log') notify('notifications/message', { level: 'info', data: 'working' });
  const { progressToken } = params._meta ?? {};
  if (progressToken !== undefined) notify(PROGRESS, { progressToken, progress: 1 });
  return structured ? { ...textResult(said), structuredContent: structured.value } : textResult(said);
}

const structured = STRUCTURED[kind];
const outputSchema = structured?.outputSchema;
const properties = PROPERTIES[kind] ?? PROPERTIES.none;
const inputSchema = { type: 'object', properties, required: ['text'] };

serve({
  tools: [echo, faulty(call, { inputSchema, outputSchema })],
  list: ({ tools }, { params }) => {
    if (!PAGED.includes(kind)) return { tools };
    return params?.cursor ? { tools: tools.slice(1) } : { tools: tools.slice(0, 1), nextCursor: 'next' };
  },
  reply: (response, request) => send(spoilt(response, request)),
});
