/** Healthy: asks for the roots and pings, uninvited, and lists its tools only once both are answered. */
import { ask, notify, serve } from './serve.mjs';

let ready = () => {};
const answered = new Promise((resolve) => {
  ready = resolve;
});

async function notified({ method }) {
  if (method !== 'notifications/initialized') return;
  await Promise.all([ask('roots/list'), ask('ping')]);
  notify('notifications/tools/list_changed');
  ready();
}

async function list(result) {
  await answered;
  return result;
}

serve({ notified, list });
