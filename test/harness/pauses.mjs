/**
 * Preloaded into the program under test: writes to PAUSES_TO how long its event loop was held up at most, in milliseconds
 * of the main thread's own processor time (Linux), so that a busy machine does not count.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.PAUSES_TO;

if (file !== undefined && isMainThread && process.argv[1]?.endsWith('mcp-smoke.js')) {
  const ownMs = () => Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  let before = ownMs();
  let longest = 0;
  const look = () => {
    const now = ownMs();
    longest = Math.max(longest, now - before);
    before = now;
  };
  setInterval(look, 5).unref();
  process.on('exit', () => {
    look();
    writeFileSync(file, String(Math.round(longest)));
  });
}
