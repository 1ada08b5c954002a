/**
 * Answers are written in two pieces, and something else is written in between: a log message (`--variant=log`), the answer to another
 * call that was made at the same time (`answer`); `feeds` writes the line feed of each answer by itself. Calls take `--ms`, so that those
 * of one moment meet. Healthy, each answer is written whole.
 */
import { atFault, echo, faulty, notify, option, serve, textResult, variant, write } from './serve.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function inPieces(text, at) {
  write(text.slice(0, at));
  if (variant('log') === 'log') notify('notifications/message', { level: 'info', data: 'working' });
  await wait(5);
  write(text.slice(at));
}

function reply(response, request) {
  const text = `${JSON.stringify(response)}\n`;
  if (!atFault(request)) return write(text);
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
