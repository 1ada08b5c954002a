/** P1 to P3: a smoke test of 13 tools, with JUnit and JSON, against the same by hand; P14: against a peer in Rust. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { row } from './cases.mjs';
import { BIN, measure } from './measure.mjs';
import { thirteen } from './thirteen.mjs';

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
  const rows = [await smokeRow('P1', '13 tools on a small Node server', folder, { calls, ...node }, rounds)];
  if (c) rows.push(...(await added(folder, { calls, ...c }, rounds)));
  return rows;
}

/** One server's smoke test against the floor. */
export async function smokeRow(id, name, folder, { calls, command, file }, rounds) {
  const [theirs, ours] = await measure(cases(folder, { calls, command, file }), rounds);
  return row(id, name, ours, theirs);
}

/** What we add to a Node process that does nothing and to a server that costs next to nothing, over what the floor adds. */
async function added(folder, { calls, command, file }, rounds) {
  const [floor, ours] = cases(folder, { calls, command, file });
  const unkept = ['NODE_DISABLE_COMPILE_CACHE=1', process.execPath, ...ours[1]];
  const all = await measure([['idle', ['-e', '0']], floor, ours, ['cold', unkept, 'env']], rounds);
  const [idle, theirs, warm, cold] = all;
  const over = (figure) => (figure.medianMs - idle.medianMs) / (theirs.medianMs - idle.medianMs);
  return [
    { ...row('P3', 'the same on a server in C: what is added to an idle Node', warm, theirs), ratio: over(warm) },
    { ...row('P3 cold', 'the same without what earlier runs have compiled', cold, theirs), ratio: over(cold) },
  ];
}

function cases(folder, { calls, command, file }) {
  return [
    ['floor', [FLOOR, calls, ...command]],
    ['ours', [BIN, 'run', file, ...reports(folder)]],
  ];
}
