/** `probe --call read-only`: tools with deadlines of their own, SDK defaults, and many errors alike. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../src/model.ts';
import { smoke } from './harness/smoke.ts';
import { fixture, judge } from './harness/suite.ts';

async function probe(arg: string) {
  const { command, args } = fixture('read-only-calls.mjs', arg);
  const options = ['--call', 'read-only', '--timeout', '2s', '--report', 'json'];
  const { code, stdout } = await smoke(['probe', ...options, '--', command, ...args]);
  const { steps } = (JSON.parse(stdout) as Report).suites[0]!;
  const calls = steps.filter(({ kind }) => kind === 'call');
  return { code, calls, findings: steps.flatMap((step) => step.findings) };
}

test('a tool that gives up at our own limit does not hang', async () => {
  const { findings, calls } = await probe('--variant=slow');
  assert.deepEqual(
    findings.filter(({ level }) => level === 'error'),
    [],
  );
  assert.deepEqual(
    calls.map(({ status }) => status),
    ['passed', 'passed', 'passed', 'passed'],
  );
});

test('what all calls meet alike is one finding with a count', async () => {
  const { findings } = await probe('--variant=alike');
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['traceback-leak'],
  );
  assert.match(findings[0]!.message, /The same for 3 more tools: read_b, read_c, read_d\.$/);
});

test('a tool may refuse an input that was made up, in whatever words; one of the script is refused', async () => {
  const { findings, code, calls } = await probe('--variant=refuses');
  assert.deepEqual([findings, code, calls.length], [[], 0, 4]);
  const steps = [{ tool: 'read_a', args: { text: 'x' } }];
  const judged = await judge({ server: fixture('read-only-calls.mjs', '--variant=refuses'), coverage: 'off', steps });
  assert.ok(judged.findings.some(({ rule, level }) => rule === 'schema-drift' && level === 'error'));
});

test('a tool that only reads is called, whatever it says of destruction', async () => {
  const { findings, calls, code } = await probe('--healthy');
  assert.deepEqual([findings, code, calls.length], [[], 0, 4]);
});

test('where all tools that write say that they are destructive, it is told once', async () => {
  const steps = ['read_a', 'read_b', 'read_c'].map((tool) => ({ tool, args: { text: 'x' } }));
  const server = fixture('read-only-calls.mjs', '--variant=writes');
  const { findings, code, report } = await judge({ server, coverage: 'off', steps });
  assert.deepEqual([findings.map(({ rule }) => rule), code], [['destructive-not-allowed'], 2]);
  assert.match(findings[0]!.message, /^all 4 tools that are not read-only say destructiveHint: true/);
  const statuses = report.suites[0]!.steps.filter(({ kind }) => kind === 'call').map(({ status }) => status);
  assert.deepEqual(statuses, ['broken', 'skipped', 'skipped']);
  const allowed = await judge({ server, coverage: 'off', steps }, ['--allow-destructive']);
  assert.equal(allowed.code, 0);
});
