/** Closes its stdout in a call and lives on until its stdin ends. */
import { closeSync } from 'node:fs';
import { echo, faulty, healthy, send, serve } from './serve.mjs';

let open = true;

function call() {
  closeSync(1);
  open = false;
}

function reply(response) {
  if (open) send(response);
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)], reply });
