/** Prints a message as its language shows it. `--as=python` (default), `node`, `lines` (Node's own breaks), `ruby`; `--beside`: and then the answer itself. */
import { inspect } from 'node:util';
import { atFault, echo, faulty, option, send, serve, write } from './serve.mjs';

const FORMS = {
  python: (message) => pythonDict(message),
  node: (message) => inspect(message, { depth: 9, breakLength: Number.POSITIVE_INFINITY, compact: true }),
  lines: (message) => inspect(message),
  ruby: (message) => JSON.stringify(message).replaceAll('":', '"=>'),
};

/** Keys and values of these fixtures hold no quotes. */
function pythonDict(message) {
  return JSON.stringify(message)
    .replaceAll('"', "'")
    .replaceAll(':', ': ')
    .replaceAll(',', ', ')
    .replaceAll('true', 'True');
}

function reply(response, request) {
  const isAtFault = atFault(request);
  if (isAtFault) write(`${FORMS[option('as', 'python')]({ jsonrpc: '2.0', ...response })}\n`);
  if (!isAtFault || process.argv.includes('--beside')) send(response);
}

serve({ tools: [echo, faulty(({ text }) => ({ content: [{ type: 'text', text }] }))], reply });
