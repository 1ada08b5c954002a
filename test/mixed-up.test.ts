/** Calls of one step at the same time, of which one gets what another was to get. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixture, judgeTogether } from './harness/suite.ts';

const HINT = /What came is what repetition 3 was to get\. .* globals or on a shared object/;

const judged = (concurrency: number, ...args: string[]) =>
  judgeTogether(fixture('shared-state.mjs', ...args), { tool: 'slow', count: 4, concurrency });

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

/** Three calls at the same time. */
const together = (...args: string[]) =>
  judgeTogether(fixture('id-mismatch.mjs', ...args), { tool: 'faulty', count: 3, concurrency: 3, timeout: '3s' });

test('answers that bear the id of the last call are one fault: the others do not hang', async () => {
  const { findings, code } = await together('--id=last');
  assert.deepEqual([findings.map(({ rule }) => rule), code], [['id-mismatch'], 1]);
  assert.deepEqual((await together('--id=last', '--healthy')).findings, []);
});

for (const more of [[], ['--counts']]) {
  test(`who answers each call twice has given nobody else's answer, though one call hangs ${more.join('')}`, async () => {
    const { findings } = await together('--twice', ...more);
    const rules = new Set(findings.map(({ rule }) => rule));
    assert.ok(rules.has('duplicate-reply') && rules.has('hang-tool') && !rules.has('id-mismatch'), [...rules].join());
  });
}
