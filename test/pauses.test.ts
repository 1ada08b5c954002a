/** Whatever a server sends, timers and signals have their turn: the longest stretch of work of ours, and how soon a stop acts. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { slowness } from './harness/slowness.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

/** 250 ms is what we promise; garbage collection beside it and a cold compiler need some room. */
const LONGEST_MS = 500 * slowness();

const FLOODS = ['plain', 'info', 'date', 'mixed', 'brace', 'open', 'quotes', 'array', 'pretty', 'json'];
const HOSTILE = [
  ...FLOODS.map((kind) => ['stdout-flood.mjs', `--kind=${kind}`, '--lines=100000']),
  ['line-too-long.mjs'],
  ['line-too-long.mjs', '--bytes=30000000'],
  ['too-much.mjs', '--variant=values'],
  ['too-much.mjs', '--variant=deep', '--depth=1000000'],
  ['too-much.mjs', '--variant=keys'],
  ['too-much.mjs', '--variant=escapes'],
  ['multiline-json.mjs', '--at=call'],
  ['stderr-flood.mjs'],
];

/** What all of a frame is cleaned for, where somebody listens to the wires. */
const TRACED = [
  ['too-much.mjs', '--variant=texts'],
  ['too-much.mjs', '--variant=keys'],
  ['line-too-long.mjs'],
  ['stdout-flood.mjs', '--kind=plain', '--lines=100000'],
];
const SECRET = 'Zq7kPvR2xLw9tBn4Hs6D';

async function longestPause([name, ...args]: readonly string[], isTraced = false): Promise<number> {
  const steps = [{ tool: 'faulty', args: { text: 'x' } }];
  const folder = mkdtempSync(join(tmpdir(), 'mcp-smoke-pauses-'));
  const PAUSES_TO = join(folder, 'pauses');
  const env = { PAUSES_TO, NODE_OPTIONS: `--import=${join(ROOT, 'test/harness/pauses.mjs')}` };
  try {
    const server = { ...fixture(name!, ...args), env: isTraced ? { API_KEY: SECRET } : {} };
    const trace = isTraced ? ['--trace', join(folder, 'trace')] : [];
    await judge({ server, steps, coverage: 'off' }, trace, env);
    return Number(readFileSync(PAUSES_TO, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the event loop never stands still for long', () => {
  for (const command of HOSTILE) {
    test(command.join(' '), async () => {
      const pauseMs = await longestPause(command);
      assert.ok(pauseMs < LONGEST_MS, `${pauseMs} ms`);
    });
  }
});

describe('nor while every frame is written to a trace', () => {
  for (const command of TRACED) {
    test(command.join(' '), async () => {
      const pauseMs = await longestPause(command, true);
      assert.ok(pauseMs < LONGEST_MS, `${pauseMs} ms`);
    });
  }
});

describe('a stop acts while a server floods us', { concurrency: 2 }, () => {
  for (const kind of ['info', 'open', 'pretty', 'json']) {
    test(kind, async () => {
      const file = {
        server: fixture('stdout-flood.mjs', `--kind=${kind}`, '--forever'),
        coverage: 'off',
        timeout: '100s',
        steps: [{ tool: 'faulty', args: { text: 'x' } }],
      };
      const { report } = await judge(file, ['--max-time', '8s']);
      const step = report.suites[0]!.steps.find(({ kind: one }) => one === 'call')!;
      assert.equal(step.status, 'broken');
      // It counts from the start of the run; a second is promised, the rest is for a busy machine.
      assert.ok(report.durationMs < 25_000, `${report.durationMs} ms`);
    });
  }
});
