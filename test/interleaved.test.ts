/** Answers to calls of the same moment that are written into each other: one fault, and told at once. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judgeTogether } from './harness/suite.ts';

const judged = (...args: string[]) =>
  judgeTogether(fixture('answers-interleaved.mjs', ...args), {
    tool: 'faulty',
    count: 6,
    concurrency: 3,
    timeout: '60s',
  });

for (const variant of ['answer', 'feeds', 'log']) {
  test(`with ${variant} in between`, async () => {
    const { findings, code } = await judged(`--variant=${variant}`);
    assert.deepEqual([findings.map(({ rule }) => rule), code], [['answers-interleaved'], 1]);
  });
}

/** As a server in Python wrote them whose threads write without a lock. */
const ORDERS = [
  '1s2s3s 1r 2r 3r nnn',
  '1w2s n 2r n 3w n',
  '1s2s 1r 3s n 2r n 3r n',
  '1w 2s3s n 3r 2r nn',
  '1w2w n 3s n 3r n',
];

for (const order of ORDERS) {
  test(`in the order ${order}, no call waits for its time limit`, async () => {
    const { findings, code, report } = await judged(`--order=${order}`);
    assert.deepEqual([findings.map(({ rule }) => rule), code], [['answers-interleaved'], 1]);
    assert.ok(report.suites[0]!.steps.every(({ durationMs }) => durationMs < 50_000));
  });
}

test('written whole, they are no fault', async () => {
  assert.deepEqual((await judged('--healthy')).findings, []);
});
