/**
 * `node bench/many-tools.mjs [ROOT …]`: what each tool with two schemas costs, in processor time of mcp-smoke alone: a list of 1,000
 * against one of 10, in turn. With the roots of several checkouts, theirs in turn too.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const [FEW, MANY] = [10, 1000];
const KINDS = [
  ['ordinary schemas, all different', []],
  ['a rare keyword in each', ['--odd']],
];

const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const roots = process.argv.length > 2 ? process.argv.slice(2) : [join(HERE, '..')];
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

for (const [kind, args] of KINDS) {
  const cases = roots.flatMap((root) => [FEW, MANY].map((count) => ({ root, count, args, times: [] })));
  for (let round = 0; round < ROUNDS; round++) for (const one of cases) one.times.push(cpuMs(one));
  for (const root of roots) {
    const [few, many] = [FEW, MANY].map((count) =>
      median(cases.find((one) => one.root === root && one.count === count)),
    );
    const each = (many - few) / (MANY - FEW);
    console.log(
      `${kind.padEnd(34)} ${each.toFixed(3)} ms each (${FEW}: ${few.toFixed(0)}, ${MANY}: ${many.toFixed(0)}) ${root}`,
    );
  }
}

function cpuMs({ root, count, args }) {
  const file = join(folder, 'cpu');
  rmSync(file, { force: true });
  const server = [process.execPath, join(HERE, 'many-tools-server.mjs'), `--count=${count}`, ...args];
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin/mcp-smoke.js'), 'probe', '--', ...server], {
    env: { ...env, NODE_OPTIONS: `--import ${join(HERE, 'cpu-time.mjs')}`, CPU_TIME_TO: file },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`it ended with ${status}\n${stderr}`);
  return Number(readFileSync(file, 'utf8'));
}

function median({ times }) {
  return times.toSorted((a, b) => a - b)[times.length >> 1];
}
