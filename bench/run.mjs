/**
 * `npm run bench`: everything in one run, ratios to a floor that ran in alternation. Prints the table and keeps it in
 * docs/performance.json, which docs/performance.md is made from; `--short` for CI: the start and a small smoke test, nothing is kept.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureBigAnswer, measureJunk } from './p-bytes.mjs';
import { measureCalls, measureInFlight, measureJobs, measureMemory, measureSteps } from './p-calls.mjs';
import { measureEverything, measurePeers, measureTooltest } from './p-everything.mjs';
import { measureSmoke } from './p-smoke.mjs';
import { measureSpawn, measureWords } from './p-start.mjs';
import { measureTools } from './p-tools.mjs';
import { judge } from './targets.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const isShort = process.argv.includes('--short');
const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const SHORT = [() => measureWords(9), () => measureSpawn(folder, 9), () => measureSmoke(folder, 7)];
const LONG = [
  () => measureWords(31),
  () => measureSpawn(folder, 31),
  () => measureSmoke(folder, 21),
  () => measureEverything(folder, 11),
  () => measureCalls(5),
  () => measureSteps(9),
  () => measureMemory(5),
  () => measureInFlight(7),
  () => measureJobs(7),
  () => measureBigAnswer(5),
  () => measureJunk(5),
  () => measureTools(7),
  () => measurePeers(folder, 3),
  () => measureTooltest(folder, 11),
];

const machine = `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}`;
const rows = [];
console.log(`${machine}\n${line('', 'ours', 'floor', 'ratio', 'cpu', 'MB', 'gate', 'goal')}`);
for (const measure of isShort ? SHORT : LONG) {
  for (const row of await known(measure)) {
    rows.push(row);
    console.log(described(row));
  }
}
if (!isShort) {
  const kept = { date: new Date().toISOString().slice(0, 10), machine, rows };
  writeFileSync('docs/performance.json', `${JSON.stringify(kept, null, 2)}\n`);
}

/** What cannot be had here (a compiler, a registry) costs its rows, and says so. */
async function known(measure) {
  try {
    return await measure();
  } catch (error) {
    console.log(`SKIPPED: ${error.message.split('\n')[0]}`);
    return [];
  }
}

function described(row) {
  const { figure, gate, goal, verdict } = judge(row);
  const { ours, floor, peakMb, cpuRatio } = row;
  const cells = [
    ms(ours),
    ms(floor),
    figure.toFixed(2),
    Number.isNaN(cpuRatio) ? '' : cpuRatio.toFixed(2),
    peakMb?.toFixed(0) ?? '',
    gate,
    goal,
  ];
  return `${line(`${row.id}  ${row.name}`, ...cells)}  ${verdict}`;
}

function line(name, ...cells) {
  return `${name.padEnd(64)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
}

function ms(value) {
  return value === undefined ? '' : `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
