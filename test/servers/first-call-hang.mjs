/** Only the first call hangs. `--variant=waits`: it is never answered; `blocks`: the event loop is blocked for `--ms=2500`. `--every=2`: not only the first, but every second one. `--hint=none`: says no readOnlyHint. `wait` takes `text` ms; `noisy` prints. */
import { echo, faulty, healthy, option, serve, textResult, tool, variant, write } from './serve.mjs';

const hints = option('hint', 'read-only') === 'none' ? {} : { annotations: { readOnlyHint: true } };
const every = Number(option('every', 1));
let calls = 0;

function block() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(option('ms', 2500)));
}

function call({ text }) {
  if (!healthy && (++calls === 1 || calls % every === 1)) {
    if (variant('waits') === 'waits') return undefined;
    block();
  }
  return textResult(text);
}

const wait = tool('wait', async ({ text }) => {
  await new Promise((resolve) => setTimeout(resolve, Number(text)));
  return textResult(text);
});

const noisy = tool('noisy', ({ text }) => {
  write('debug\n');
  return textResult(text);
});

serve({ tools: [echo, wait, noisy, faulty(call, hints)] });
