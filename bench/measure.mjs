/** Times whole processes, alternating, so that what else the machine does falls on all of them alike. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A certificate bundle costs every Node process some 10 ms at its start and would hide what we measure. */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
/** Another build may be measured. */
export const BIN = process.env.BENCH_PROGRAM ?? fileURLToPath(new URL('../bin/mcp-smoke.js', import.meta.url));
/** So often does a command of ours teach V8's code cache what it compiles (src/boot/lesson.ts); as measured, it does not. */
const LESSONS = 4;
const USAGE = fileURLToPath(new URL('usage.cjs', import.meta.url));

/**
 * Runs `cases` (a name and an argv for node, or for the program that follows) `rounds` times in turn; the first is the floor.
 * Medians: `medianMs` of the wall clock with `fastestMs`, `cpuMs` of the process itself without its children, `peakMb` (10^6
 * bytes) of its memory; `ratio` and `cpuRatio` of the medians to the floor's. Ours are measured as they are from their fifth run on.
 */
export async function measure(cases, rounds) {
  const runs = cases.map(() => []);
  for (const [, argv] of cases) if (argv[0] === BIN) for (let run = 0; run < LESSONS; run++) await timeOf(argv, env);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, argv, program]] of cases.entries()) runs[index].push(await run(argv, program));
  }
  const medians = runs.map((all) => ({
    medianMs: median(all.map(({ ms }) => ms)),
    fastestMs: Math.min(...all.map(({ ms }) => ms)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
    peakMb: median(all.map(({ peakMb }) => peakMb)),
  }));
  const [floor] = medians;
  return cases.map(([name], index) => ({
    name,
    ...medians[index],
    ratio: medians[index].medianMs / floor.medianMs,
    cpuRatio: medians[index].cpuMs / floor.cpuMs,
  }));
}

async function run(argv, program) {
  // What is no Node process does not say what it took.
  if (program !== undefined) return { ms: await timeOf(argv, env, program) };
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const usage = join(folder, 'usage.json');
  try {
    const ms = await timeOf(['--require', USAGE, ...argv], { ...env, BENCH_USAGE: usage });
    return { ms, ...JSON.parse(readFileSync(usage, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timeOf(argv, environment, program = process.execPath) {
  const startedAt = performance.now();
  const child = spawn(program, argv, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - startedAt);
      else reject(new Error(`${program} ${argv.join(' ')} ended with ${code}\n${stderr}`));
    });
  });
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
