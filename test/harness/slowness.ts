/** How much slower than the machine that bounds of processor time were set on this one is; at least 1. */

/** Processor time of `work` there. */
const REFERENCE_MS = 30;
const TRIES = 5;

const text = JSON.stringify(Array.from({ length: 60_000 }, (_, i) => ({ name: `item ${i}`, tags: ['a', 'b'], at: i })));

export function slowness(): number {
  return Math.max(1, Math.min(...Array.from({ length: TRIES }, work)) / REFERENCE_MS);
}

function work(): number {
  const before = process.cpuUsage();
  JSON.parse(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
