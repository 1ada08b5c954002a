/** Gives away NOTES_TOKEN in whatever way `text` says; always on stderr, in two writes. */
import { errorResult, healthy, RpcError, send, serve, textResult, tool } from './serve.mjs';

const token = healthy ? '(set)' : (process.env.NOTES_TOKEN ?? '(not set)');
const base64 = Buffer.from(`user:${token}`).toString('base64');
const WAYS = {
  text: () => textResult(`token ${token} and ${encodeURIComponent(token)}`),
  key: () => ({ ...textResult('x'), structuredContent: { [token]: { [`k ${base64}`]: 1 } } }),
  pointer: () => ({ ...textResult('x'), structuredContent: { [token]: { a: '\ud83d' } } }),
  spread: () => ({
    ...textResult('x'),
    structuredContent: {
      buffer: Buffer.from(token),
      pieces: token.match(/.{1,5}/g),
      chars: [...token],
      halves: { one: base64.slice(0, 18), two: base64.slice(18) },
    },
  }),
  error: () => {
    throw new RpcError(-32000, `bad token ${token}`, { headers: { authorization: `Basic ${base64}` } });
  },
  'tool-error': () =>
    errorResult(`Error: 401 for ${JSON.stringify({ token })}\n    at call (/srv/${token}/app.js:1:1)`),
  blob: () => ({ content: [{ type: 'image', mimeType: 'image/png', data: Buffer.from(token).toString('base64') }] }),
  repr: () => textResult(`${'x'.repeat(180)} ${token} [object Object]`),
  noise: () => {
    process.stdout.write(`debug: ${token}\n`);
    return textResult('y');
  },
  crash: () => {
    send({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: { token } } });
    throw Object.assign(new Error(`cannot use ${token}`), { fatal: true });
  },
};

const leak = tool('leak', ({ text }) => {
  process.stderr.write(`using ${token.slice(0, 5)}`);
  process.stderr.write(`${token.slice(5)} (${Buffer.from(token).toString('hex')})\n`);
  if (text === 'crash') setImmediate(WAYS.crash);
  return text === 'crash' ? new Promise(() => {}) : WAYS[text]();
});

serve({ tools: [leak] });
