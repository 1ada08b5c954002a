/** Many calls at once, and one very long line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const ECHO = { tool: 'echo', args: { text: 'message ${i}' }, expect: { text: 'message ${i}' } };

test('two thousand calls, five hundred at once: all answered, none crossed, nothing said', async () => {
  const steps = [{ ...ECHO, repeat: { count: 2000, concurrency: 500 } }];
  const { code, findings, stderr } = await judge({ server: fixture('hang-tool.mjs'), coverage: 'off', steps });
  assert.deepEqual({ code, findings }, { code: 0, findings: [] });
  // With the JSON report on stdout the transcript is here; a warning of Node would be too.
  assert.match(stderr, /OK {5}echo/);
  assert.doesNotMatch(stderr, /Warning/i);
});

test('a stuck call after many quick ones is still a stuck call on a live loop', async () => {
  const steps = [
    { ...ECHO, name: 'quick', repeat: { count: 200, concurrency: 100 } },
    { tool: 'faulty', args: { text: 'x' }, timeout: '2s' },
  ];
  const { code, findings } = await judge({ server: fixture('hang-tool.mjs'), coverage: 'off', steps });
  assert.equal(code, 1);
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['hang-tool'],
  );
});
