/** Ends after its first answer, as a program does that is made for one question. `--ms=0`: so long it lives on, deaf. */
import { healthy, option, send, serve } from './serve.mjs';

let isOver = false;

function reply(response) {
  if (isOver) return;
  send(response);
  isOver = !healthy;
  if (isOver) setTimeout(() => process.exit(0), Number(option('ms', 0)));
}

serve({ reply });
