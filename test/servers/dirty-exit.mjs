/** Ends with an error code when its stdin ends. `--variant=throws`: of what a call of `faulty` left running, a moment later. */
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, faulty, healthy, send, serve, variant } from './serve.mjs';

const throws = variant('plain') === 'throws';

async function audit() {
  await sleep(400);
  throw new Error('the audit log is locked');
}

serve({
  tools: [echo, faulty()],
  reply: (response, { params }) => {
    send(response);
    if (!healthy && throws && params?.name === 'faulty') audit();
  },
  ended: () => {
    if (!throws) process.exit(healthy ? 0 : 1);
  },
});
