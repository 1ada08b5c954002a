/** Puts an empty line after every message. */
import { healthy, send, serve, write } from './serve.mjs';

function reply(response) {
  send(response);
  if (!healthy) write('\r\n');
}

serve({ reply });
