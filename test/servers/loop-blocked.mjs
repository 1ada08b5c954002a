/** Blocks its event loop in a call, and answers afterwards. `--ms=60000`; `--later`: a moment after the call has come. */
import { echo, faulty, healthy, option, serve } from './serve.mjs';

const blockedMs = healthy ? 0 : Number(option('ms', 60_000));

async function call(args) {
  if (process.argv.includes('--later')) await new Promise((resolve) => setTimeout(resolve, 5));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs);
  return echo.call(args);
}

serve({ tools: [echo, faulty(call)] });
