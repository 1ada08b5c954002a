/** Prints what it reads, as a terminal does, before it answers. */
import { healthy, send, serve, write } from './serve.mjs';

process.stdin.on('data', (chunk) => {
  if (!healthy) write(chunk);
});
serve({ reply: send });
