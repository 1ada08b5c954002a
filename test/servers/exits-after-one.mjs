/** Ends after its first answer, as a program does that is made for one question. */
import { healthy, send, serve } from './serve.mjs';

function reply(response) {
  send(response);
  if (!healthy) process.exit(0);
}

serve({ reply });
