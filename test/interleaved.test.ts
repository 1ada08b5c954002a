/** Answers to calls of the same moment that are written into each other: one fault, and told at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const judged = (...args: string[]) =>
  judge({
    server: fixture('answers-interleaved.mjs', ...args),
    coverage: 'off',
    timeout: '60s',
    steps: [
      {
        tool: 'faulty',
        args: { text: 't${i}' },
        repeat: { count: 6, concurrency: 3 },
        expect: { text: { equals: 't${i}' } },
      },
    ],
  });

for (const variant of ['answer', 'feeds', 'log']) {
  test(`with ${variant} in between`, async () => {
    const { findings, code } = await judged(`--variant=${variant}`);
    assert.deepEqual([findings.map(({ rule }) => rule), code], [['answers-interleaved'], 1]);
  });
}

test('written whole, they are no fault', async () => {
  assert.deepEqual((await judged('--healthy')).findings, []);
});
