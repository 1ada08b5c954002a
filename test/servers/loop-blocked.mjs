/** Blocks its event loop in a call, and answers afterwards. `--ms=60000` */
import { echo, faulty, healthy, option, serve } from './serve.mjs';

const blockedMs = healthy ? 0 : Number(option('ms', 60_000));

function call(args) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, blockedMs);
  return echo.call(args);
}

serve({ tools: [echo, faulty(call)] });
