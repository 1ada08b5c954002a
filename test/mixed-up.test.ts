/** Calls of one step at the same time, of which one gets what another was to get. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judge } from './harness/suite.ts';

const HINT = /What came is what repetition 3 was to get\. .* globals or on a shared object/;

const judged = (concurrency: number, ...args: string[]) =>
  judge({
    server: fixture('shared-state.mjs', ...args),
    coverage: 'off',
    steps: [
      {
        tool: 'slow',
        args: { text: 't${i}' },
        repeat: { count: 4, concurrency },
        expect: { text: { equals: 't${i}' } },
      },
    ],
  });

test('what came is named as what the other was to get; where they run one by one nothing is said of it', async () => {
  const { findings, code } = await judged(4);
  assert.equal(code, 1);
  assert.deepEqual(
    findings.map(({ rule, hint }) => [rule, HINT.test(hint)]),
    [0, 1, 2].map(() => ['expectation', true]),
  );
  const alone = await judged(1, '--variant=next');
  assert.equal(alone.findings.length, 4);
  for (const { hint } of alone.findings) assert.match(hint, /^Compare what was expected/);
  assert.deepEqual((await judged(4, '--healthy')).findings, []);
});
