/**
 * Healthy, with more than tools: a completion, a resource, a prompt, log messages, progress, and a list that changes.
 * `--log=FILE`: appends each request there, a line of JSON each. `--variant=no-logging`: declares no `logging`;
 * `no-level`: refuses logging/setLevel; `silent`: sends no notification at all; `late`: they come one by one after the answer.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, errorResult, notify, option, RpcError, serve, textResult, tool, variant } from './serve.mjs';

const log = option('log', '');
const kind = variant('');
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let level = 'error';
let late = 0;

function say(method, params) {
  if (kind === 'silent') return;
  if (kind === 'late') setTimeout(() => notify(method, params), 300 * ++late);
  else notify(method, params);
}

async function work({ text }, { params }) {
  const progressToken = params._meta?.progressToken;
  for (const progress of [1, 2, 3]) {
    if (progressToken !== undefined) say('notifications/progress', { progressToken, progress, total: 3 });
    await sleep(5);
  }
  if (level === 'debug') say('notifications/message', { level: 'info', logger: 'work', data: `worked on ${text}` });
  return textResult(`done ${text}`);
}

function grow({ text }) {
  say('notifications/tools/list_changed');
  return textResult(text);
}

const tools = [
  echo,
  tool('work', work),
  tool('grow', grow),
  tool('rest', ({ text }) => sleep(1500, textResult(text))),
  tool('chart', ({ text }) => ({
    content: [
      { type: 'text', text },
      { type: 'image', data: PIXEL, mimeType: 'image/png' },
    ],
  })),
  tool('count', ({ text }) => ({ ...textResult(text), structuredContent: { length: text.length } })),
  tool('remove', ({ text }) => textResult(`removed ${text}`), { annotations: { destructiveHint: true } }),
  tool('fail', ({ text }) => errorResult(`no: ${text}`)),
];

const methods = {
  'completion/complete': ({ params }) => {
    if (params?.argument === undefined) throw new RpcError(-32602, 'no argument');
    return { completion: { values: ['short', 'long'].filter((one) => one.startsWith(params.argument.value)) } };
  },
  'logging/setLevel': ({ params }) => {
    if (kind === 'no-level') throw new RpcError(-32603, 'the level cannot be set');
    level = params.level;
    return {};
  },
  'resources/read': ({ params }) => ({ contents: [{ uri: params.uri, mimeType: 'text/markdown', text: '# Steps' }] }),
  'prompts/get': () => ({ messages: [{ role: 'user', content: { type: 'text', text: 'Sum it up' } }] }),
  'odd/array': () => [1, 2],
  'odd/silent': () => undefined,
};

serve({
  tools,
  methods,
  request: (message) => log !== '' && appendFileSync(log, `${JSON.stringify(message)}\n`),
  initialize: (result) => ({
    ...result,
    capabilities: {
      tools: { listChanged: true },
      completions: {},
      ...(kind === 'no-logging' ? {} : { logging: {} }),
    },
  }),
});
