/** One fault, one finding: what explains what, in every order and at every level. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allRules } from '../src/checks/registry.ts';
import { diagnosisRules } from '../src/diagnosis/diagnose.ts';
import { amend, settle, statusOf } from '../src/findings/settle.ts';
import { withinCpu } from '../src/limits/budget.ts';
import type { Level, RawFinding, RuleInfo } from '../src/model.ts';

const rule = (id: string, more: Partial<RuleInfo> = {}): RuleInfo => ({
  id,
  level: 'error',
  title: id,
  hint: '',
  ...more,
});
const found = (info: RuleInfo, more: Partial<RawFinding> = {}): RawFinding => ({
  rule: info.id,
  level: info.level,
  message: `${info.id}.`,
  hint: '',
  info,
  ...more,
});

const ROOT = rule('root', { explains: ['middle', 'leaf'] });
const MIDDLE = rule('middle', { explains: ['leaf'] });
const LEAF = rule('leaf');
const OTHER = rule('other');

test('the root takes the place of what follows from it, in any order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([ROOT, MIDDLE, LEAF, OTHER], { minLength: 4 }), (order) => {
      const settled = settle(
        order.map((info) => found(info)),
        {},
      );
      assert.deepEqual(settled.map((one) => one.rule).sort(), ['other', 'root']);
      const { also } = settled.find((one) => one.rule === 'root')!;
      assert.deepEqual([...also!].sort(), ['leaf', 'middle']);
    }),
  );
});

test('a root of less weight explains nothing: the step would pass', () => {
  const weak = found(ROOT, { level: 'warning' });
  assert.deepEqual(
    settle([weak, found(LEAF)], {}).map((one) => one.rule),
    ['leaf', 'root'],
  );
});

test('a root that the file switches off leaves what follows from it', () => {
  assert.deepEqual(
    settle([found(ROOT), found(LEAF)], { root: 'off' }).map((one) => one.rule),
    ['leaf'],
  );
});

test('rules that explain each other do not make each other disappear', () => {
  const [a, b, c] = [['b'], ['c'], ['a']].map((explains, i) => rule('abc'[i]!, { explains }));
  assert.equal(settle([found(a!), found(b!), found(c!)], {}).length > 0, true);
  const [x, y] = [rule('x', { explains: ['y'] }), rule('y', { explains: ['x'] })];
  assert.deepEqual(
    settle([found(y), found(x)], {}).map((one) => [one.rule, one.also]),
    [['x', ['y']]],
  );
});

test('what is alike is told once, with how often', () => {
  const [first, ...others] = settle([found(LEAF, { evidence: 'in repetition 3' }), found(LEAF), found(LEAF)], {});
  assert.deepEqual(
    [first!.count, first!.message, first!.evidence, others],
    [3, 'leaf. (3 times)', 'in repetition 3', []],
  );
  assert.deepEqual(settle([first!], {}), [first]);
});

test('what is settled carries no rule, and settles to itself', () => {
  const levels: Level[] = ['error', 'warning', 'info'];
  const any = fc.record({
    info: fc.constantFrom(ROOT, MIDDLE, LEAF, OTHER),
    level: fc.constantFrom(...levels),
    message: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 8 }), (all) => {
      const raw = all.map(({ info, ...more }) => found(info, more));
      const settled = settle(raw, {});
      assert.ok(settled.every((one) => !('info' in one)));
      assert.deepEqual(settle(settled, {}), settled);
      assert.equal(statusOf(settled), statusOf(raw));
    }),
  );
});

test('what is found later explains what was told, and takes its place under the same rule', () => {
  const told = settle([found(LEAF), found(OTHER)], {});
  const later = [found(ROOT), found(OTHER, { message: 'other, at line 3.' })];
  assert.deepEqual(
    amend(told, later, {}).map((one) => [one.message, one.also]),
    [
      ['root.', ['leaf']],
      ['other, at line 3.', undefined],
    ],
  );
});

test('how it ended is told with the cause, and not beside it', () => {
  const end = rule('leaf', { isToldAlong: true });
  const [told, ...others] = settle([found(end, { message: 'It ended.' }), found(ROOT)], {});
  assert.deepEqual([told!.rule, told!.message, told!.also, others], ['root', 'root. It ended.', ['leaf'], []]);
  assert.deepEqual(settle([found(LEAF), found(ROOT)], {})[0]!.message, 'root.');
});

test('what yields says no more where the same rule is told, and all where it is not', () => {
  const beside = rule('leaf', { yields: true });
  const both = [found(beside, { message: 'beside' }), found(LEAF)];
  for (const order of [both, both.toReversed()]) assert.deepEqual(settle(order, {}), settle([found(LEAF)], {}));
  assert.equal(settle([found(beside, { message: 'a' }), found(beside, { message: 'b' })], {}).length, 2);
});

test('what is not the server’s fault keeps a step from being tested', () => {
  assert.equal(statusOf([found(LEAF, { about: 'file' })]), 'broken');
  assert.equal(statusOf([found(LEAF, { about: 'file', level: 'warning' })]), 'passed');
  assert.equal(statusOf([found(LEAF)]), 'failed');
});

test('every rule explains rules that there are, and never itself', () => {
  const rules = [...allRules(), ...diagnosisRules];
  const ids = new Set(rules.map(({ id }) => id));
  for (const { id, explains = [] } of rules)
    for (const other of explains) assert.ok(ids.has(other) && other !== id, `${id} explains ${other}`);
});

test('60,000 findings of few kinds are settled in bounded time', () => {
  const kinds = [LEAF, OTHER, MIDDLE, ROOT];
  const many = Array.from({ length: 60_000 }, (_, index) => found(kinds[index % 2]!, { message: `${index}.` }));
  const settled = withinCpu(20_000, () => settle([...many, found(ROOT)], {}));
  assert.deepEqual(
    settled.slice(0, 2).map((one) => `${one.rule} ${one.also ?? ''}`),
    ['other ', 'other '],
  );
  assert.equal(withinCpu(20_000, () => amend(settled, many, {})).length, 51);
});
