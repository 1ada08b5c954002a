/**
 * Asks its host in a call of `form`, `url`, `model` or `roots`, where the host says that it can be asked, and answers with
 * what it was told; in the older era by requests of its own. `--variant=always`: asks without looking; `at-start`: asks for the roots as soon as it is initialized;
 * `at-end`: asks for the roots when its stdin has ended, and waits for the answer;
 * `lives-on`: says something then, and stays.
 */
import { isStateless } from './era.mjs';
import { ask, notify, serve, textResult, tool, variant } from './serve.mjs';

const kind = variant('');
let capabilities = {};
let roots = 'not asked';
const requestedSchema = {
  type: 'object',
  properties: { city: { type: 'string', minLength: 2 }, days: { type: 'integer' } },
  required: ['city'],
};
/** As a form comes that is filled in already. */
const filledSchema = {
  type: 'object',
  properties: {
    city: { type: 'string', default: 'Bern' },
    days: { type: 'integer', default: 0 },
    sure: { type: 'boolean', default: false },
    note: { type: 'string' },
  },
};

/** As no form can show it. */
const nested = { city: { type: 'object', properties: { name: { type: 'string' } } } };
const optional = { city: { anyOf: [{ type: 'string' }, { type: 'null' }] } };
const tags = { tags: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } } };
const FIELDS = { nested, optional, tags, loose: { tags: { type: 'array', items: { type: 'string' } } } };

const declaredTo = (request) =>
  isStateless(request) ? request.params._meta['io.modelcontextprotocol/clientCapabilities'] : capabilities;

async function asked(capability, method, params, request) {
  if (kind !== 'always' && declaredTo(request)[capability] === undefined) return textResult('nobody to ask');
  if (isStateless(request)) return inRounds({ method, params }, request.params);
  const { result, error } = await ask(method, params);
  return textResult(JSON.stringify(result ?? error));
}

/** 2026-07-28: in the answer, to the same request sent again. */
function inRounds(question, { inputResponses }) {
  if (inputResponses?.it !== undefined) return textResult(JSON.stringify(inputResponses.it));
  return { resultType: 'input_required', inputRequests: { it: question } };
}

const message = (text) => ({ role: 'user', content: { type: 'text', text } });

const tools = [
  tool('form', ({ text }, request) =>
    asked('elicitation', 'elicitation/create', { mode: 'form', message: text, requestedSchema }, request),
  ),
  tool('filled', ({ text }, request) =>
    asked('elicitation', 'elicitation/create', { mode: 'form', message: text, requestedSchema: filledSchema }, request),
  ),
  tool('fields', ({ text }, request) =>
    asked(
      'elicitation',
      'elicitation/create',
      { message: 'where?', requestedSchema: { type: 'object', properties: FIELDS[text] } },
      request,
    ),
  ),
  tool('url', ({ text }, request) =>
    asked(
      'elicitation',
      'elicitation/create',
      { mode: 'url', message: text, url: 'https://x.test/', elicitationId: '1' },
      request,
    ),
  ),
  tool('model', ({ text }, request) =>
    asked('sampling', 'sampling/createMessage', { messages: [message(text)], maxTokens: 9 }, request),
  ),
  tool('roots', (_, request) => asked('roots', 'roots/list', undefined, request)),
  tool('capabilities', (_, request) => textResult(JSON.stringify(declaredTo(request)))),
  tool('started', () => textResult(roots)),
];

serve({
  tools,
  initialize: (result, { params }) => {
    capabilities = params.capabilities;
    return result;
  },
  notified: async ({ method }) => {
    if (kind !== 'at-start' || method !== 'notifications/initialized') return;
    const { result } = await ask('roots/list');
    roots = JSON.stringify(result);
  },
  ended: () => {
    if (kind !== 'at-end' && kind !== 'lives-on') process.exit(0);
    setInterval(() => {}, 1000);
    if (kind === 'lives-on') return notify('notifications/message', { level: 'info', data: 'going on' });
    ask('roots/list').then(() => process.exit(0));
  },
});
