/** Answers that stay in a buffer until the server writes again: our own ping must not bring them out unseen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const skip = process.platform !== 'linux' && 'only Linux tells what a thread waits for';

const judged = (text: string, count: number, ...args: string[]) =>
  judge({
    server: fixture('held-back.mjs', ...args),
    coverage: 'off',
    timeout: '60s',
    steps: [
      { tool: 'faulty', args: { text }, repeat: { count } },
      { tool: 'echo', args: { text } },
    ],
  });

test('an answer that our ping has brought out is told', { skip }, async () => {
  const { findings, code } = await judged('x', 2);
  assert.deepEqual([findings.map(({ rule }) => rule), code], [['no-newline-flush'], 1]);
  assert.match(findings[0]!.message, /stayed in a buffer.*came only when we sent one \(ping\) \(2 times\)/s);
});

// Our first ping comes after half a second.
for (const ms of ['500', '700'])
  test(`a server that answers nothing else for ${ms} ms holds nothing back`, async () => {
    assert.deepEqual((await judged('x', 3, '--healthy', `--ms=${ms}`)).findings, []);
  });
