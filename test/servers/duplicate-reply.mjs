/** Answers a call twice. */
import { atFault, send, serve } from './serve.mjs';

function reply(response, request) {
  send(response);
  if (atFault(request)) send(response);
}

serve({ reply });
