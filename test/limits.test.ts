/** What is large or costly: judged by the work it takes, on a thread of its own, while the event loop goes on. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { BudgetExceeded, withinCpu } from '../src/limits/budget.ts';
import { slowness } from './harness/slowness.ts';
import { ROOT } from './harness/smoke.ts';
import { fixture, type Judged, judge } from './harness/suite.ts';

const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-limits-'));
after(() => rm(folder, { recursive: true, force: true }));

/** Of the main thread's processor time, where the system tells: our longest stretch, and what Node and JSON.parse take. */
const LONGEST_PAUSE_MS = 400 * slowness();
let runs = 0;

async function judged(file: object, args: readonly string[] = []): Promise<Judged & { rules: string[] }> {
  const pauses = join(folder, `pauses-${runs++}`);
  const env = { PAUSES_TO: pauses, NODE_OPTIONS: `--import ${join(ROOT, 'test/harness/pauses.mjs')}` };
  const one = await judge({ timeout: '60s', coverage: 'off', ...file }, args, env);
  const isTold = existsSync('/proc/self/schedstat');
  const longest = isTold ? Number(readFileSync(pauses, 'utf8')) : 0;
  assert.ok(longest < LONGEST_PAUSE_MS, `the event loop was held up for ${longest} ms`);
  return { ...one, rules: one.findings.map(({ rule }) => rule).sort() };
}

/** Legal, and told all the same. */
const OF_HOSTS = ['catalog-too-big', 'gemini-keywords', 'type-array-union'];

for (const variant of ['flat', 'patterns', 'alternatives', 'references', 'chain']) {
  test(`schemas as large as they may be are compiled and used: ${variant}`, async () => {
    const server = fixture('large-schemas.mjs', `--variant=${variant}`);
    const { code, rules } = await judged({ server, steps: [{ tool: 'faulty', args: { text: 'x' } }] });
    const others = rules.filter((rule) => !OF_HOSTS.includes(rule));
    assert.deepEqual({ code, others }, { code: 0, others: [] });
  });
}

test('a value that does not fit the largest schema is told as any other', async () => {
  const server = fixture('large-schemas.mjs', '--variant=patterns', '--wrong');
  const { code, rules } = await judged({ server, steps: [{ tool: 'faulty', args: { text: 'x' } }] });
  assert.deepEqual({ code, rules }, { code: 1, rules: ['catalog-too-big', 'structured-mismatch'] });
});

const LISTS: readonly (readonly [string, RegExp])[] = [
  ['tools --count=15000', /^14000 of 15000 tools were not checked/],
  ['bytes', /^8000 of 9000 tools were not checked/],
  ['pages', /^99000 of 100000 tools were not checked/],
  ['backtracking', /^1000 of 2000 tools were not checked/],
];
for (const [variant, left] of LISTS) {
  test(`a list that no host can use ends in findings: ${variant}`, async () => {
    const server = fixture('large-list.mjs', ...`--variant=${variant}`.split(' '));
    const { rules, findings } = await judged({ server, steps: [] });
    assert.ok(rules.includes(variant === 'pages' ? 'pagination-hidden' : 'catalog-too-big'), rules.join(' '));
    assert.match(findings.find(({ rule }) => rule === 'not-checked')?.message ?? '', left);
  });
}

test('a list of too many values is dropped at once, and says so', async () => {
  const server = fixture('large-list.mjs', '--variant=tools');
  const { code, findings } = await judged({ server, steps: [] });
  assert.equal(code, 1);
  assert.match(findings.find(({ rule }) => rule === 'line-too-long')?.message ?? '', /tools\/list .*more than 500,000/);
});

test('a tool beyond what is looked at is looked at when the script calls it', async () => {
  const server = fixture('large-list.mjs', '--variant=bytes');
  const steps = [{ tool: 'tool_8999', expect: { status: 'error' } }];
  const { findings } = await judged({ server, steps });
  assert.match(findings.find(({ rule }) => rule === 'not-checked')?.message ?? '', /^7999 of 9000 tools/);
});

test('what cannot be judged within its processor time is not checked, and no error', async () => {
  const server = fixture('schema-hang.mjs');
  const text = `${'a'.repeat(60)}!`;
  const hang = { tool: 'echo', args: { text } };
  const { code, rules } = await judged({
    server,
    steps: [
      { tool: 'faulty', args: { text: 'x' } },
      { ...hang, expect: { text: { matches: '^(a+)+$' } } },
      { ...hang, expect: { text: { notMatches: '^(a+)+$' } } },
      { ...hang, expect: { text: { schema: { pattern: '^(a+)+$' } } } },
    ],
  });
  assert.deepEqual({ code, rules }, { code: 0, rules: ['not-checked', 'not-checked', 'not-checked', 'not-checked'] });
});

test('--max-time acts while a schema is being compiled', async () => {
  const server = fixture('large-schemas.mjs', '--variant=unevaluated');
  const { report } = await judged({ server, steps: [] }, ['--max-time', '3s']);
  const ms = report.suites[0]!.steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
  assert.ok(ms < 12_000, `${ms} ms`);
});

test('a budget is processor time: what the clock cuts short is run again', () => {
  let attempts = 0;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  const job = () => {
    attempts += 1;
    const until = performance.now() + 120;
    while (performance.now() < until) Atomics.wait(sleeper, 0, 0, 20);
    return 'done';
  };
  assert.equal(withinCpu(50, job), 'done');
  assert.ok(attempts > 1);
  assert.throws(
    () =>
      withinCpu(50, () => {
        for (;;);
      }),
    BudgetExceeded,
  );
});
