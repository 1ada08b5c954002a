/** Throws while it is loaded, before it reads a byte. */
import { healthy, serve } from './serve.mjs';

function openStore() {
  if (!healthy) throw new Error('cannot open notes.db: no such file');
}

openStore();
serve();
