/**
 * Anything but initialize as the first request: `--variant=fatal`: ends it; `silent`: is not answered; `mute`: is not answered, and
 * nothing else from then on; `yes`: gets an empty result. `--slow`: begins to read after five seconds. `--alone`: holds a port as long as it runs, and ends with
 * exit code 9 where that is taken.
 */
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, healthy, serve, variant } from './serve.mjs';

let initialized = false;
let isMute = false;
const fault = healthy ? 'none' : variant('fatal');

const isAlone = process.argv.includes('--alone');
if (isAlone) {
  process.on('SIGTERM', () => {});
  const lock = createServer().on('error', () => process.exit(9));
  lock.listen(20_000 + (process.ppid % 20_000), '127.0.0.1').unref();
}
if (process.argv.includes('--slow')) await sleep(5000);
serve({
  // It takes a moment to let go.
  ended: () => setTimeout(() => process.exit(0), isAlone ? 900 : 0),
  tools: [{ ...echo, annotations: { readOnlyHint: true } }],
  request: ({ method }) => {
    initialized ||= method === 'initialize';
    isMute ||= fault === 'mute' && !initialized;
    if (fault === 'fatal' && !initialized) throw new Error('ExpectedInitializeRequest');
  },
  answer: (response, { id, method }) => {
    if (fault === 'yes' && method === 'server/discover') return { jsonrpc: '2.0', id, result: {} };
    return isMute || (fault === 'silent' && (method === 'server/discover' || !initialized)) ? undefined : response;
  },
});
