/**
 * Reads lines of 64 KiB at most, as an asyncio reader does by default, and drops longer ones. `--variant=refused`: answers them
 * with a parse error; `garbled`: with half a line.
 */
import { echo, healthy, send, serve, variant, write } from './serve.mjs';

const kind = variant('silent');
const LIMIT = 65_536;

function request({ id, params }) {
  if (healthy || JSON.stringify(params ?? {}).length < LIMIT) return;
  if (kind === 'refused') send({ jsonrpc: '2.0', id, error: { code: -32700, message: 'Parse error' } });
  if (kind === 'garbled') write(`{"jsonrpc":"2.0","id":${id},"result":{"content":[]}}`);
}

serve({
  tools: [{ ...echo, annotations: { readOnlyHint: true } }],
  request,
  answer: (response, { params }) => (!healthy && JSON.stringify(params ?? {}).length >= LIMIT ? undefined : response),
});
