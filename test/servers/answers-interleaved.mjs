/**
 * Answers are written in two pieces, and something else is written in between: a log message (`--variant=log`), the answer to another
 * call that was made at the same time (`answer`); `feeds` writes the line feed of each answer by itself; `--order=` collects the answers of as many calls as
 * it has numbers, and writes them as threads did: `1s` is the start of the first, `1r` its rest, `1w` the whole of it, `n` a line feed.
 * Calls take `--ms`, so that those of one moment meet. Healthy, each answer is written whole.
 */
import { atFault, echo, faulty, notify, option, serve, textResult, variant, write } from './serve.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function inPieces(text, at) {
  write(text.slice(0, at));
  if (variant('log') === 'log') notify('notifications/message', { level: 'info', data: 'working' });
  await wait(5);
  write(text.slice(at));
}

/** Of each answer: its id comes in the rest. */
const START = '{"jsonrpc": "2.0", "';
const held = [];

function inOrder(response, order) {
  held.push(`id": ${response.id}, "result": ${JSON.stringify(response.result)}}`);
  if (held.length < new Set(order.match(/\d/g)).size) return;
  for (const [, at, what] of order.matchAll(/(\d)?([srwn])/g)) {
    const rest = held[at - 1];
    write({ s: START, r: rest, w: START + rest, n: '\n' }[what]);
  }
  held.length = 0;
}

function reply(response, request) {
  const text = `${JSON.stringify(response)}\n`;
  if (!atFault(request)) return write(text);
  if (option('order')) return inOrder(response, option('order'));
  return inPieces(text, variant('log') === 'feeds' ? text.length - 1 : Math.ceil(text.length * 0.6));
}

serve({
  tools: [
    echo,
    faulty(async ({ text }) => {
      await wait(Number(option('ms', 20)));
      return textResult(text);
    }),
  ],
  initialize: (result) => ({ ...result, capabilities: { tools: {}, logging: {} } }),
  reply,
});
