/**
 * Anything but initialize as the first request: `--variant=fatal`: ends it; `silent`: is not answered. `--slow`: begins to read
 * after five seconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, healthy, serve, variant } from './serve.mjs';

let initialized = false;
const fault = healthy ? 'none' : variant('fatal');

if (process.argv.includes('--slow')) await sleep(5000);
serve({
  tools: [{ ...echo, annotations: { readOnlyHint: true } }],
  request: ({ method }) => {
    initialized ||= method === 'initialize';
    if (fault === 'fatal' && !initialized) throw new Error('ExpectedInitializeRequest');
  },
  answer: (response, { method }) =>
    fault === 'silent' && (method === 'server/discover' || !initialized) ? undefined : response,
});
