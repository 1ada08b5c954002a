/**
 * Nothing that we start outlives us: four signals × six kinds of server × points in time spread from our start to our
 * end. Counts who is left by a mark in the command lines, ends them, prints a table and writes a JSON. Linux only.
 * `nice node --import tsx bench/kill-matrix.ts [--points=60] [--jobs=4] [--only=REGEX] [--out=kill-matrix.json]` (some 15
 * minutes). `--only` is matched with such as `well-behaved SIGKILL`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { livingWith } from '../test/harness/processes.ts';
import { ROOT } from '../test/harness/smoke.ts';
import { fixture } from '../test/harness/suite.ts';

/** A run that a signal does not end within this is counted as hung. */
const RUN_MS = 60_000;
/** How long the reaper may take after us, and what it has killed to be gone; milliseconds on an idle machine. */
const REAP_MS = 30_000;
/** For all of it. */
const LIMIT_MS = 90 * 60_000;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const;
type Signal = (typeof SIGNALS)[number];

/** What a run may end with: by itself, as documented, or before it could listen. */
const CODES: Record<Signal, readonly unknown[]> = {
  SIGINT: [0, 130, 'SIGINT'],
  SIGTERM: [0, 143, 'SIGTERM'],
  SIGHUP: [0, 129, 'SIGHUP'],
  SIGKILL: [0, 'SIGKILL'],
};

const KINDS: Record<string, (mark: string) => object> = {
  'well-behaved': (mark) => fixture('no-exit-on-eof.mjs', '--healthy', mark),
  'ignores SIGTERM': (mark) => fixture('no-exit-on-eof.mjs', '--variant=stubborn', mark),
  'ignores stdin end': (mark) => fixture('no-exit-on-eof.mjs', mark),
  'grandchildren in its group': (mark) => fixture('orphan-children.mjs', mark),
  'a child in a session of its own': (mark) => fixture('orphan-children.mjs', '--variant=detached', mark),
  'hosted HTTP app': (mark) => ({
    url: 'http://127.0.0.1:${port}/mcp',
    start: {
      ...fixture('app.mjs', '--port=${port}', mark),
      ready: { http: 'http://127.0.0.1:${port}/healthz' },
    },
  }),
};

interface Cell {
  readonly kind: string;
  readonly signal: Signal;
  readonly runs: { afterMs: number; ended: unknown; orphans: readonly string[] }[];
}

interface Case {
  readonly cell: Cell;
  readonly afterMs: number;
}

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '60' },
    jobs: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: 'kill-matrix.json' },
  },
});
const OWN_MARK = `kill-matrix-${process.pid}-`;
const folder = mkdtempSync(join(tmpdir(), 'smoke-kill-'));
const runners = new Set<ChildProcess>();
let marks = 0;

process.on('exit', cleanUp);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
setTimeout(() => process.exit(1), LIMIT_MS).unref();

const cells: Cell[] = [];
const cases: Case[] = [];
for (const kind of Object.keys(KINDS)) {
  const signals = SIGNALS.filter((signal) => new RegExp(values.only).test(`${kind} ${signal}`));
  const lengthMs = signals.length === 0 ? 0 : await undisturbed(kind);
  for (const signal of signals) {
    const cell: Cell = { kind, signal, runs: [] };
    cells.push(cell);
    const points = Number(values.points);
    for (let i = 0; i < points; i++) cases.push({ cell, afterMs: (lengthMs * i) / Math.max(1, points - 1) });
  }
}
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
summarise();
process.exit(0);

/** Milliseconds from our start to our end. */
async function undisturbed(kind: string): Promise<number> {
  const startedAt = performance.now();
  await runOnce(kind);
  return performance.now() - startedAt;
}

async function work(): Promise<void> {
  for (let next = cases.shift(); next; next = cases.shift()) {
    const { cell, afterMs } = next;
    const { ended, orphans } = await runOnce(cell.kind, cell.signal, afterMs);
    cell.runs.push({ afterMs: Math.round(afterMs), ended, orphans });
  }
}

async function runOnce(kind: string, signal?: Signal, afterMs = 0): Promise<{ ended: unknown; orphans: string[] }> {
  const mark = `${OWN_MARK}${++marks}-end`;
  const file = join(folder, `${mark}.yaml`);
  const steps = ['a', 'b', 'c'].map((text) => ({ name: text, tool: 'echo', args: { text } }));
  writeFileSync(file, stringify({ server: KINDS[kind]!(mark), coverage: 'off', steps }));
  const child = spawn(process.execPath, [join(ROOT, 'bin/mcp-smoke.js'), 'run', file], { stdio: 'ignore' });
  runners.add(child);
  const timers = [setTimeout(() => child.kill('SIGKILL'), RUN_MS)];
  if (signal) timers.push(setTimeout(() => child.kill(signal), afterMs));
  const startedAt = performance.now();
  const ended = await new Promise<unknown>((resolve) =>
    child.once('exit', (code, by) => resolve(performance.now() - startedAt > RUN_MS ? 'hung' : (code ?? by))),
  );
  for (const timer of timers) clearTimeout(timer);
  runners.delete(child);
  return { ended, orphans: await endLeft(mark) };
}

/** Command lines of what had to be ended here. */
async function endLeft(mark: string): Promise<string[]> {
  const deadline = performance.now() + REAP_MS;
  while (livingWith(mark).length > 0 && performance.now() < deadline) await sleep(100);
  return endAll(mark);
}

function endAll(mark: string): string[] {
  const left = livingWith(mark);
  for (const { pid } of left) kill(pid);
  return left.map(({ command }) => command);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function cleanUp(): void {
  for (const child of runners) child.kill('SIGKILL');
  endAll(OWN_MARK);
  rmSync(folder, { recursive: true, force: true });
}

function summarise(): void {
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const rows = cells.map(({ kind, signal, runs }) => ({
    kind,
    signal,
    runs: runs.length,
    orphans: sum(runs.map(({ orphans }) => orphans.length)),
    odd: runs.filter(({ ended }) => !CODES[signal].includes(ended)).length,
  }));
  console.table(rows);
  const orphans = sum(rows.map((row) => row.orphans));
  const all = sum(rows.map((row) => row.runs));
  console.log(`${orphans} orphans in ${all} runs; ${sum(rows.map(({ odd }) => odd))} odd exits`);
  const facts = { node: process.version, at: new Date().toISOString(), runs: all, orphans };
  writeFileSync(values.out, `${JSON.stringify({ ...facts, cells }, null, 1)}\n`);
}
