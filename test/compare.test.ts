/** `mcp-smoke report old.json new.json`: what is compared, what is joined, and what counts as slower. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinReports } from '../src/cli/compare.ts';
import type { Report, SuiteReport } from '../src/model.ts';
import { changesOf } from '../src/report/changes.ts';
import { formats } from '../src/report/formats.ts';
import { reportOf, step, suite } from './harness/reports.ts';

const environment = { mcpSmoke: '1', node: 'v22.0.0', platform: 'linux x64' };
const run = (suites: readonly SuiteReport[], hour: number, more: Partial<Report> = {}): Report => ({
  ...reportOf(suites),
  startedAt: `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`,
  command: `mcp-smoke run --report json=${hour}.json`,
  environment,
  ...more,
});
const good = suite([step('a', 'passed')]);
const bad = suite([step('a', 'failed')]);

test('two runs of the same suites are compared: the last counts', () => {
  const { exitCode, suites, changes } = joinReports([run([good], 9), run([bad], 8)], undefined);
  assert.deepEqual([exitCode, suites.length], [0, 1]);
  assert.equal(changes?.since, '2026-11-20T08:00:00.000Z');
  assert.deepEqual(changes?.checks, [{ suite: 'Notes', check: 'a', before: 'failed', after: 'passed' }]);
});

test('jobs of a matrix are joined: no failure of one is hidden by another', () => {
  const others: Readonly<Record<string, Report>> = {
    'another file': run([suite([step('a', 'passed')], { file: 'other.yaml' })], 9),
    'another Node': run([good], 9, { environment: { ...environment, node: 'v20.0.0' } }),
    'another system': run([good], 9, { environment: { ...environment, platform: 'darwin arm64' } }),
    'other variables': run([good], 9, { command: 'mcp-smoke run --var region=eu --report json=x.json' }),
    'at the same time': run([good], 8),
  };
  for (const [name, other] of Object.entries(others)) {
    const { exitCode, suites, changes } = joinReports([run([bad], 8), other], undefined);
    assert.deepEqual([exitCode, suites.length, changes], [1, 2, undefined], name);
  }
});

test('what a report says of itself, and where it goes, is no difference', () => {
  const titled = run([good], 9, { command: "mcp-smoke run --title 'A b' --report=html=x --report pdf=y" });
  assert.ok(joinReports([run([bad], 8), titled], undefined).changes);
});

test('--compare and --no-compare decide', () => {
  const other = run([good], 9, { environment: { ...environment, node: 'v24.0.0' } });
  assert.equal(joinReports([run([bad], 8), other], true).exitCode, 0);
  const joined = joinReports([run([bad], 8), run([good], 9)], false);
  assert.deepEqual([joined.exitCode, joined.suites.length, joined.changes], [1, 2, undefined]);
});

const paced = (times: readonly number[]): SuiteReport =>
  suite([
    step('a', 'passed', {
      tool: 'a',
      calls: times.map((durationMs, i) => ({
        ...{ startedAtMs: i, durationMs, timeoutMs: 1_000, outcome: 'result' as const, args: '', answer: '' },
      })),
    }),
  ]);
const slower = (before: readonly number[], after: readonly number[]) =>
  changesOf([[paced(before), paced(after)]], run([], 8));

test('slower is what lies outside of the variation of the calls', () => {
  const [pace] = slower([10, 11, 12, 11, 10, 12], [50, 51, 52, 51, 50, 52]).slower;
  assert.deepEqual(pace, { suite: 'Notes', tool: 'a', beforeMs: 11, afterMs: 51, noiseMs: 1.5 });
  assert.deepEqual(slower([10, 60, 12, 90, 40, 70], [50, 91, 52, 31, 80, 52]).slower, []);
  assert.equal(slower([50, 51, 52, 51, 50], [10, 11, 12, 11, 10]).faster.length, 1);
});

test('what is slower is told on the terminal and in Markdown, with its suite where there are several', () => {
  const changes = slower([10, 11, 12, 11, 10, 12], [50, 51, 52, 51, 50, 52]);
  const told = 'a: 11 ms before, 51 ms now, +40 ms (+364 %)';
  assert.ok(formats.pretty.render({ ...reportOf([good]), changes }).includes(`\n  slower         ${told}\n`));
  assert.ok(
    formats.markdown.render({ ...reportOf([good]), changes }).includes('\n- **slower** a: 11 ms before, 51 ms now'),
  );
  const two = formats.pretty.render({ ...reportOf([good, bad]), changes });
  assert.match(two, /slower {9}a, Notes: 11 ms before/);
});

test('of few calls nothing is said', () => {
  const { slower: told, unjudged } = slower([10, 10, 10, 10], [90, 90, 90, 90, 90, 90]);
  assert.deepEqual([told, unjudged], [[], 1]);
});

test('checks that are new, and that are gone', () => {
  const before = suite([step('a', 'passed'), step('close', 'failed', { kind: 'close' })]);
  const after = suite([step('b', 'failed'), step('close', 'passed', { kind: 'close' })]);
  assert.deepEqual(changesOf([[before, after]], run([], 8)).checks, [
    { suite: 'Notes', check: 'b', after: 'failed' },
    { suite: 'Notes', check: 'close', before: 'failed', after: 'passed' },
    { suite: 'Notes', check: 'a', before: 'passed' },
  ]);
});
