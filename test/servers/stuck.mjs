/** A call hangs. `--variant=spin|lock|child|shell|awaits-reader|awaits-child|awaits`, which says what the main thread is at. */
import { execFileSync, execSync, spawn } from 'node:child_process';
import { echo, faulty, healthy, serve, variant } from './serve.mjs';

const ways = {
  spin() {
    for (;;);
  },
  lock() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
  /** The child reads our requests. */
  child() {
    execFileSync('cat', [], { stdio: ['inherit', 'pipe', 'inherit'] });
  },
  shell() {
    execSync('while read line; do :; done', { stdio: 'inherit' });
  },
  'awaits-reader': () =>
    new Promise((resolve) => spawn('cat', { stdio: ['inherit', 'pipe', 'pipe'] }).on('exit', resolve)),
  'awaits-child': () => new Promise((resolve) => spawn('sleep', ['60'], { stdio: 'ignore' }).on('exit', resolve)),
  awaits: () => new Promise(() => {}),
};

async function call(args) {
  await ways[variant('spin')]();
  return echo.call(args);
}

serve({ tools: [echo, faulty(healthy ? echo.call : call)] });
