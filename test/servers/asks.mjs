/**
 * Asks its host in a call of `form`, `url`, `model` or `roots`, where the host says that it can be asked, and answers with
 * what it was told. `--variant=always`: asks without looking; `at-start`: asks for the roots as soon as it is initialized;
 * `at-end`: asks for the roots when its stdin has ended, and waits for the answer;
 * `lives-on`: says something then, and stays.
 */
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

async function asked(capability, method, params) {
  if (kind !== 'always' && capabilities[capability] === undefined) return textResult('nobody to ask');
  const { result, error } = await ask(method, params);
  return textResult(JSON.stringify(result ?? error));
}

const message = (text) => ({ role: 'user', content: { type: 'text', text } });

const tools = [
  tool('form', ({ text }) => asked('elicitation', 'elicitation/create', { message: text, requestedSchema })),
  tool('filled', ({ text }) =>
    asked('elicitation', 'elicitation/create', { message: text, requestedSchema: filledSchema }),
  ),
  tool('url', ({ text }) =>
    asked('elicitation', 'elicitation/create', {
      mode: 'url',
      message: text,
      url: 'https://x.test/',
      elicitationId: '1',
    }),
  ),
  tool('model', ({ text }) => asked('sampling', 'sampling/createMessage', { messages: [message(text)], maxTokens: 9 })),
  tool('roots', () => asked('roots', 'roots/list')),
  tool('capabilities', () => textResult(JSON.stringify(capabilities))),
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
