/**
 * A call hangs. `--variant=spin|lock|child|shell|awaits-reader|awaits-loop|awaits-other-loop|awaits-idle|awaits-child|awaits` says
 * what the main thread is at. With `--wrapped` the server is the child of a script that does nothing else.
 */
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
  'awaits-reader': () => awaited('cat'),
  /** As the reader, by an event loop of its own. */
  'awaits-loop': () => awaited(process.execPath, '-e', 'process.stdin.resume()'),
  /** A loop of its own, which is for something else. */
  'awaits-other-loop': () => awaited(process.execPath, '-e', 'setInterval(() => {}, 60000)'),
  /** It has our stdin, and leaves it alone. */
  'awaits-idle': () => awaited('sleep', '60'),
  'awaits-child': () => new Promise((resolve) => spawn('sleep', ['60'], { stdio: 'ignore' }).on('exit', resolve)),
  awaits: () => new Promise(() => {}),
};

/** A child with our stdin. */
const awaited = (command, ...args) =>
  new Promise((resolve) => spawn(command, args, { stdio: ['inherit', 'pipe', 'pipe'] }).on('exit', resolve));

async function call(args) {
  await ways[variant('spin')]();
  return echo.call(args);
}

if (process.argv.includes('--wrapped')) {
  const args = process.argv.slice(1).filter((word) => word !== '--wrapped');
  spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1));
} else serve({ tools: [echo, faulty(healthy ? echo.call : call)] });
