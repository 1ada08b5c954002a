/** P1 to P3: a smoke test of 13 tools, with JUnit and JSON, against the same by hand; P14: against a peer in Rust. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure } from './measure.mjs';
import { thirteen } from './thirteen.mjs';

const BIN = fileURLToPath(new URL('../bin/mcp-smoke.js', import.meta.url));
const FLOOR = fileURLToPath(new URL('smoke-floor.mjs', import.meta.url));

const reports = (folder) => [
  '--report',
  `junit=${join(folder, 'junit.xml')}`,
  '--report',
  `json=${join(folder, 'report.json')}`,
];

/** P1, and P3 where there is a C compiler. */
export async function measureSmoke(folder, rounds) {
  const { calls, node, c } = thirteen(folder);
  const rows = [await row('P1', '13 tools, small Node server', folder, calls, node, rounds)];
  if (c) {
    const { floor, ours } = await row('P3', '', folder, calls, c, rounds);
    const bare = (await measure([['node', ['-e', '0']]], rounds))[0].medianMs;
    // What the client adds to a server that costs next to nothing, over what the floor adds.
    const ratio = (ours.medianMs - bare) / (floor.medianMs - bare);
    rows.push({
      id: 'P3',
      what: 'the same on a server in C: what is added to an empty Node process',
      ours,
      floor,
      ratio,
    });
  }
  return rows;
}

/** One server's smoke test against the floor. */
export async function row(id, what, folder, calls, { command, file }, rounds) {
  const [floor, ours] = await measure(
    [
      ['floor', [FLOOR, calls, ...command]],
      ['ours', [BIN, 'run', file, ...reports(folder)]],
    ],
    rounds,
  );
  return { id, what, ours, floor, ratio: ours.medianMs / floor.medianMs };
}
