/** P4 and P5: how long it takes until the server runs, and until something is said. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { row } from './cases.mjs';
import { BIN, measure, median } from './measure.mjs';
import { smokeFile, thirteen } from './thirteen.mjs';

const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** From our start to the server's first instruction, against a bare spawn; empty without a C compiler. */
export async function measureSpawn(folder, rounds) {
  const { c } = thirteen(folder);
  if (!c) return [];
  const [program, list] = c.command;
  const file = smokeFile(folder, 'stamped', [program, list, c.stamp]);
  const script = `require('node:child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify([list, c.stamp])}, { stdio: ['ignore', 'ignore', 'ignore'] })`;
  const times = { floor: [], ours: [] };
  for (let round = 0; round < rounds; round++) {
    times.floor.push(await untilStarted(['-e', script], c.stamp));
    times.ours.push(await untilStarted([BIN, 'run', file], c.stamp));
  }
  const [theirs, ours] = [{ medianMs: median(times.floor) }, { medianMs: median(times.ours) }];
  return [row('P4', "from our start to the server's first instruction", ours, theirs)];
}

/** `--version` and `--help` against a Node that does nothing. */
export async function measureWords(rounds) {
  const [floor, version, help] = await measure(
    [
      ['node -e 0', ['-e', '0']],
      ['--version', [BIN, '--version']],
      ['--help', [BIN, '--help']],
    ],
    rounds,
  );
  return [
    row('P5 --version', 'against `node -e 0`', version, floor),
    row('P5 --help', 'against `node -e 0`', help, floor),
  ];
}

async function untilStarted(argv, stamp) {
  rmSync(stamp, { force: true });
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, argv, { env, stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  // The bare one does not wait for it.
  for (;;) {
    const text = read(stamp);
    if (text.endsWith('\n')) return Number(BigInt(text.trim()) / 1000n) / 1000 - startedAt;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
