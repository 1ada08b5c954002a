/** Times whole processes, alternating, so that what else the machine does falls on all of them alike. */
import { spawn } from 'node:child_process';

/** A certificate bundle costs every Node process some 10 ms at its start and would hide what we measure. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/**
 * Runs `cases` (a name and an argv for node) `rounds` times in turn; the first is the floor.
 * Median and fastest in milliseconds, and the ratio of the medians to the floor's.
 */
export async function measure(cases, rounds) {
  const times = cases.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, argv]] of cases.entries()) times[index].push(await timeOf(argv));
  }
  const floor = median(times[0]);
  return cases.map(([name], index) => ({
    name,
    medianMs: median(times[index]),
    fastestMs: Math.min(...times[index]),
    ratio: median(times[index]) / floor,
  }));
}

function timeOf(argv) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - startedAt);
      else reject(new Error(`node ${argv.join(' ')} ended with ${code}\n${stderr}`));
    });
  });
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
