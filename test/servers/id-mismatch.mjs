/** Answers a call with an id that was never given out; `--id=before`: with that of the call before. */
import { atFault, option, serve } from './serve.mjs';

const isBefore = option('id') === 'before';
let before;

function answer(response, request) {
  const id = isBefore ? before : 999_999;
  if (request.method === 'tools/call') before = response.id;
  return atFault(request) ? { ...response, id } : response;
}

serve({ answer });
