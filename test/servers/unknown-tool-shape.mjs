/** Calls of a tool that does not exist succeed, and so does every method. */
import { echo, healthy, serve, textResult } from './serve.mjs';

function answer(response) {
  return healthy || !response.error ? response : { jsonrpc: '2.0', id: response.id, result: textResult('ok') };
}

serve({ tools: [{ ...echo, annotations: { readOnlyHint: true } }], answer });
