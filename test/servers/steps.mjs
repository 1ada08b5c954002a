/**
 * Healthy, with more than tools: a completion, a resource, a prompt, log messages, progress, and a list that changes.
 * `--log=FILE`: appends each request there, a line of JSON each. `--variant=no-logging`: declares no `logging`;
 * `no-level`: refuses logging/setLevel (in the newer era subscriptions/listen); `deaf`: does not answer that; `nothing`: agrees to
 * nothing; `silent`: sends no notification at all; `late`: they come one by one after the answer; `others`: what belongs to another
 * subscription comes as well; `misshapen`: what a resource and a prompt give is no list. The tool `half` begins its answer, and does not end it.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isStateless } from './era.mjs';
import { echo, errorResult, notify, option, RpcError, serve, textResult, tool, variant, write } from './serve.mjs';

const log = option('log', '');
const kind = variant('');
const ACKNOWLEDGED = 'notifications/subscriptions/acknowledged';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let level = 'error';
let late = 0;
/** 2026-07-28: filters by the id of who subscribed. */
const subscriptions = new Map();
const listened = new Set();
/** The subscription before the last one. */
let other;

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
  const asked = isStateless({ params }) ? params._meta['io.modelcontextprotocol/logLevel'] : level;
  if (asked === 'debug') say('notifications/message', { level: 'info', logger: 'work', data: `worked on ${text}` });
  return textResult(`done ${text}`);
}

const tell = (id, method, params) =>
  notify(method, { ...params, _meta: { 'io.modelcontextprotocol/subscriptionId': id } });

/** Tells who has subscribed; in the older era everybody. */
function publish(request, method, params, isWanted) {
  if (!isStateless(request)) return say(method, params);
  if (kind === 'others' && other !== undefined) tell(other, method, params);
  for (const [id, filter] of subscriptions) if (isWanted(filter)) tell(id, method, params);
}

function grow({ text }, request) {
  publish(request, 'notifications/tools/list_changed', undefined, (filter) => filter.toolsListChanged);
  return textResult(text);
}

function touch({ text: uri }, request) {
  const isWanted = ({ resourceSubscriptions = [] }) => resourceSubscriptions.includes(uri);
  publish(request, 'notifications/resources/updated', { uri }, isWanted);
  return textResult(uri);
}

function listen({ id, params: { notifications } }) {
  if (kind === 'no-level') throw new RpcError(-32603, 'no subscriptions today');
  if (kind === 'deaf') return;
  if (kind === 'others') other = [...listened].at(-1);
  if (other !== undefined) tell(other, ACKNOWLEDGED, { notifications: {} });
  listened.add(id);
  if (kind !== 'nothing') subscriptions.set(id, notifications);
  tell(id, ACKNOWLEDGED, { notifications: kind === 'nothing' ? {} : notifications });
}

const tools = [
  echo,
  tool('work', work),
  tool('grow', grow),
  tool('touch', touch),
  tool('subscribers', () => textResult(String(subscriptions.size))),
  tool('half', () => void write('{"jsonrpc":"2.0","result":{"content":[{"type":"text","text":"')),
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

const listed = (one) => (kind === 'misshapen' ? one : [one]);

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
  'resources/read': ({ params: { uri } }) => ({
    contents: listed({ uri, mimeType: 'text/markdown', text: '# Steps' }),
  }),
  'prompts/get': () => ({ messages: listed({ role: 'user', content: { type: 'text', text: 'Sum it up' } }) }),
  'subscriptions/listen': listen,
  'odd/array': () => [1, 2],
  'odd/silent': () => undefined,
};

serve({
  tools,
  methods,
  notified: ({ method, params }) => method === 'notifications/cancelled' && subscriptions.delete(params.requestId),
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
