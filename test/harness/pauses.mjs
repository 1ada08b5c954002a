/**
 * Loaded beside the program: at its end, says on stderr how long its event loop stood still at the longest. Counted is the
 * processor time of the process, so that a busy machine does not count.
 */
const STEP_MS = 5;
let longestMs = 0;
let at = performance.now();
let used = process.cpuUsage();

setInterval(() => {
  const { user, system } = process.cpuUsage(used);
  const now = performance.now();
  longestMs = Math.max(longestMs, Math.min(now - at - STEP_MS, (user + system) / 1000));
  at = now;
  used = process.cpuUsage();
}, STEP_MS).unref();

process.on('exit', () => process.stderr.write(`\nlongest pause: ${Math.round(longestMs)} ms\n`));
