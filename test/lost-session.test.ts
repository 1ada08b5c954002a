/** A session that the server no longer knows: told once, and the next step gets a new one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withHttp } from './harness/http-fixture.ts';
import { judge } from './harness/suite.ts';

const call = (name: string, text: string, more: object = {}) => ({ name, tool: 'faulty', args: { text }, ...more });
const STEPS = [call('one', 'a'), call('two', 'last'), call('three', 'b'), call('four', 'c', { repeat: { count: 3 } })];

/** Rules and reason of each step that calls. */
const verdict = (variant: string) =>
  withHttp('http.mjs', [`--variant=${variant}`], async ({ url }) => {
    const { report, code } = await judge({ server: { url }, coverage: 'off', protocol: '2025-11-25', steps: STEPS });
    const steps = report.suites[0]!.steps.filter(({ kind }) => kind === 'call' || kind === 'close');
    const told = steps.map(({ name, findings, reason }) => [name, ...findings.map(({ rule }) => rule), reason ?? '']);
    return { code, told };
  });

const ends = (two: readonly string[], three = '') => [
  ['one', ''],
  ['two', ...two, ''],
  ['three', three],
  ['four', ''],
  ['close', ''],
];

test('forgotten: the steps behind have a new session', async () => {
  assert.deepEqual(await verdict('session-forgets'), { code: 1, told: ends(['session-lost']) });
});

test('gone with an answer that broke off: that is told, and nothing of the session behind it', async () => {
  const reason = 'in a new session: the last one ended with two';
  assert.deepEqual(await verdict('session-ends'), { code: 1, told: ends(['sse-ended-no-response'], reason) });
});

test('kept: nothing is told', async () => {
  assert.deepEqual(await verdict('session'), { code: 0, told: ends([]) });
});
