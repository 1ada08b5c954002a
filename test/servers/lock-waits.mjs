/**
 * Serves once nobody else holds `--lock=FILE`, as a database server does; `--never`: it does not get it back at all. The
 * tool `faulty` blocks for good.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { echo, faulty, healthy, option, serve } from './serve.mjs';

const lock = option('lock', '');
const isTaken = () =>
  existsSync(lock) && (process.argv.includes('--never') || isAlive(Number(readFileSync(lock, 'utf8'))));

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function block() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
}

while (!healthy && isTaken()) await sleep(20);
writeFileSync(lock, String(process.pid));
serve({ tools: [echo, faulty(healthy ? echo.call : block)] });
