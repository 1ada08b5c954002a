/** Answers a notification, with the id null. */
import { healthy, send, serve } from './serve.mjs';

function notified() {
  if (!healthy) send({ jsonrpc: '2.0', id: null, result: {} });
}

serve({ notified });
