/** Answers that are too much for a client. `--variant=deep|deep-id-last|values|long-id-last`, and what is just not too much: `keys|escapes|texts`, `--at=list|call` */
import { atFault, option, send, serve, variant, write } from './serve.mjs';

const bytes = Number(option('bytes', 3_000_000));
const depth = Number(option('depth', 3000));
const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;

function answer(id, text, structuredContent) {
  return JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }], structuredContent } });
}

// An id inside the result is not the id of the message.
const VARIANTS = {
  deep: (id) => `{"jsonrpc":"2.0","id":${id},"result":{"id":0,"content":[],"structuredContent":{"x":${nested}}}}`,
  'deep-id-last': (id) =>
    `{"jsonrpc":"2.0","result":{"id":0,"content":[],"structuredContent":{"x":${nested}}},"id":${id}}`,
  values: (id) =>
    JSON.stringify({ jsonrpc: '2.0', id, result: { content: [], structuredContent: { x: Array(600_000).fill(1) } } }),
  keys: (id) => answer(id, 'x', Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, i]))),
  escapes: (id) => answer(id, '"\n'.repeat(7_000_000)),
  texts: (id) =>
    JSON.stringify({
      jsonrpc: '2.0',
      id,
      result: { content: Array(40).fill({ type: 'text', text: '%41'.repeat(80_000) }) },
    }),
  'long-id-last': (id) =>
    JSON.stringify({ jsonrpc: '2.0', result: { id: 0, content: [{ type: 'text', text: 'x'.repeat(bytes) }] }, id }),
};

serve({
  reply: (response, request) => {
    if (atFault(request)) write(`${VARIANTS[variant('deep')](response.id)}\n`);
    else send(response);
  },
});
