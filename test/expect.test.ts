import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCapture } from '../src/expect/capture.ts';
import { evaluate } from '../src/expect/evaluate.ts';
import { checkPath, selectIn } from '../src/expect/json-path.ts';
import { checkPattern } from '../src/expect/pattern.ts';
import { checkSchema } from '../src/expect/schema.ts';
import type { Expectation, Json, Matcher, MatcherName } from '../src/model.ts';

const at = { file: 'smoke.yaml', line: 1, column: 1 };
const asIs = (value: Json) => value;

function matcher(name: MatcherName, operand: Json, nested?: Matcher[]): Matcher {
  return { name, operand, at, ...(nested ? { nested } : {}) };
}

function expecting(part: Partial<Expectation>): Expectation {
  return { status: 'ok', text: [], structured: [], at, ...part };
}

function onValue(structured: unknown, path: string, ...matchers: Matcher[]) {
  const expectation = expecting({ structured: [{ path, matchers, at }] });
  return evaluate(expectation, { text: 'the text', structured, durationMs: 1 }, asIs);
}

function onText(text: string, ...matchers: Matcher[]) {
  return evaluate(expecting({ text: matchers }), { text, structured: undefined, durationMs: 1 }, asIs);
}

/** Matcher, operand, values that it accepts, values that it refuses. */
const rows: readonly [MatcherName, Json, unknown[], unknown[]][] = [
  ['equals', 5, [5], [6, '5', null, [5]]],
  ['equals', { a: [1, null], b: 'x' }, [{ b: 'x', a: [1, null] }], [{ a: [1, null] }, { a: [null, 1], b: 'x' }, 'x']],
  ['equals', [], [[]], [{}, [0]]],
  ['equals', null, [null], [0, false, '']],
  ['notEquals', 5, [6, '5'], [5]],
  ['contains', 'b', ['abc', ['a', 'b']], ['xyz', ['abc'], 7, { b: 1 }]],
  ['contains', { id: 1 }, [[{ id: 1 }, 2]], [[{ id: 2 }], { id: 1 }, 'id']],
  ['notContains', 'b', ['xyz', []], ['abc', ['b'], 7]],
  ['matches', '^n_\\d+$', ['n_1'], ['n_x', 5]],
  ['matches', '(?i)HELLO', ['hello'], ['help']],
  ['notMatches', 'secret', ['fine'], ['a secret', 5]],
  ['startsWith', 'ab', ['abc'], ['cab', 5]],
  ['endsWith', 'bc', ['abc'], ['bcd', ['bc']]],
  ['gt', 5, [6], [5, '6', null]],
  ['gte', 5, [5], [4.9]],
  ['lt', 5, [4], [5]],
  ['lte', 5, [5], [5.1]],
  ['type', 'integer', [5, -1], [5.5, '5']],
  ['type', 'number', [5, 5.5], ['5', null]],
  ['type', 'null', [null], [0]],
  ['type', 'array', [[]], [{}]],
  ['type', 'object', [{}], [[], null]],
  ['length', 2, ['ab', '👍👍', [1, 2], { a: 1, b: 2 }], ['abc', [], 2]],
  ['exists', true, [0, null, false], []],
  ['exists', false, [], [0, null]],
  ['oneOf', [1, 'a', [2]], [1, 'a', [2]], ['1', 2]],
  ['schema', { type: 'object', required: ['id'] }, [{ id: 1 }], [{}, 5]],
];

for (const [name, operand, accepted, refused] of rows) {
  test(`${name}: ${JSON.stringify(operand)}`, () => {
    for (const value of accepted) assert.deepEqual(onValue({ v: value }, '$.v', matcher(name, operand)), []);
    for (const value of refused) {
      const [first, ...rest] = onValue({ v: value }, '$.v', matcher(name, operand));
      assert.equal(first?.what, '$.v', `${JSON.stringify(value)} was accepted`);
      assert.deepEqual(rest, []);
    }
  });
}

test('nothing selected mismatches for every matcher but exists: false', () => {
  for (const [name, operand] of rows.filter(([name]) => name !== 'exists')) {
    const [first] = onValue({ id: 1 }, '$.nope', matcher(name, operand));
    assert.equal(first?.received, 'the path selects nothing in {"id":1}', name);
  }
  assert.deepEqual(onValue({}, '$.nope', matcher('exists', false)), []);
  assert.equal(onValue({}, '$.nope', matcher('exists', true))[0]?.expected, 'exists: true');
  assert.match(onValue(undefined, '$.id', matcher('equals', 1))[0]!.received, /^no structuredContent.*"the text"$/);
  assert.deepEqual(onValue(undefined, '$.id', matcher('exists', false)), []);
});

test('a path that can select several gives a list, or the only value', () => {
  const value = { items: [{ id: 1 }, { id: 2 }], one: [{ id: 'a' }] };
  assert.deepEqual(onValue(value, '$.items[*].id', matcher('equals', [1, 2])), []);
  assert.deepEqual(onValue(value, '$.one[*].id', matcher('equals', 'a')), []);
  assert.deepEqual(onValue(value, '$.one[*].id', matcher('length', 1)), []);
  assert.deepEqual(onValue(value, '$.items[?@.id==2].id', matcher('equals', 2)), []);
  const each = matcher('each', {}, [matcher('type', 'integer')]);
  assert.deepEqual(onValue(value, '$.items[*].id', each), []);
  assert.equal(onValue(value, '$.one[*].id', each)[0]?.what, '$.one[*].id (value 1)');
});

test('each, any and a nested length name the part that fails', () => {
  const short = matcher('length', {}, [matcher('lte', 2)]);
  assert.deepEqual(onValue([1, 2], '$', short), []);
  assert.deepEqual(onValue([1, 2, 3], '$', short), [
    { what: 'length of $', expected: 'to be at most 2', received: '3', at },
  ]);
  const each = matcher('each', {}, [matcher('gt', 1)]);
  assert.deepEqual(onValue([], '$', each), []);
  assert.equal(onValue([2, 1], '$', each)[0]?.what, '$[1]');
  assert.match(onValue('text', '$', each)[0]!.received, /not a list/);
  const any = matcher('any', { gt: 1 }, [matcher('gt', 1)]);
  assert.deepEqual(onValue([1, 2], '$', any), []);
  assert.deepEqual(onValue([1], '$', any), [
    { what: '$', expected: 'any: {"gt":1}', received: '[1] (no item fits)', at },
  ]);
});

test('in a text a number is compared with the number that it spells', () => {
  assert.deepEqual(onText('42', matcher('equals', 42), matcher('gt', 41), matcher('oneOf', [41, 42])), []);
  assert.deepEqual(onText('1.0', matcher('equals', 1), matcher('notEquals', 2)), []);
  assert.deepEqual(onText('true', matcher('equals', true)), []);
  assert.equal(onText('', matcher('equals', 0)).length, 1);
  assert.equal(onText('many', matcher('gt', 1))[0]?.received, '"many" (not a number)');
});

test('a mismatch says what was expected and received', () => {
  assert.deepEqual(onText('done', matcher('contains', 'created')), [
    { what: 'text', expected: 'to contain "created"', received: '"done"', at },
  ]);
});

test('a large difference is narrowed down', () => {
  const [objects] = onValue({ a: { b: 1, c: [1, 2] }, d: 4 }, '$', matcher('equals', { a: { b: 1, c: [1, 3] }, e: 5 }));
  assert.equal(
    objects?.diff,
    '$.a.c[1]: expected 3, received 2\n$.e: expected 5, received nothing\n$.d: expected nothing, received 4',
  );
  const long = 'x'.repeat(100);
  assert.equal(
    onText(`${long}b`, matcher('equals', `${long}a`))[0]?.diff,
    `from character 101: expected "${'x'.repeat(30)}a", received "${'x'.repeat(30)}b"`,
  );
});

test('excerpts are bounded, and redacted before they are cut', () => {
  const secret = 'S3CRET'.repeat(20);
  const observed = { text: `${'x'.repeat(450)}${secret}`, structured: undefined, durationMs: 1 };
  const redact = (text: string) => text.replaceAll(secret, '[redacted]');
  const [first] = evaluate(expecting({ text: [matcher('equals', 'y')] }), observed, asIs, redact);
  assert.ok(first!.received.length < 600);
  assert.doesNotMatch(JSON.stringify(first), /S3CRET/);
});

test('operands are expanded, nested ones too', () => {
  const nested = matcher('each', {}, [matcher('equals', '${x}')]);
  const expectation = expecting({ structured: [{ path: '$', matchers: [nested], at }] });
  const expand = (value: Json): Json => (value === '${x}' ? 1 : value);
  assert.deepEqual(evaluate(expectation, { text: '', structured: [1, 1], durationMs: 1 }, expand), []);
});

test('latency', () => {
  const observed = { text: '', structured: undefined, durationMs: 2001 };
  assert.deepEqual(evaluate(expecting({ maxLatencyMs: 2001 }), observed, asIs), []);
  assert.deepEqual(evaluate(expecting({ maxLatencyMs: 1500 }), observed, asIs), [
    { what: 'latency', expected: 'at most 1.5 s', received: '2.0 s', at },
  ]);
});

test('a pattern or a path that never ends costs its budget, and is not checked', () => {
  const text = `${'a'.repeat(50_000)}!`;
  const why = /^the pattern was not finished within 1000 ms of processor time$/;
  assert.match(onText(text, matcher('matches', '(a+)+$'))[0]!.unchecked!, why);
  assert.match(onText(text, matcher('notMatches', '(a+)+$'))[0]!.unchecked!, why);
  const wide = { a: Array.from({ length: 3_000 }, (_, n) => ({ n })) };
  const path = '$..[?count($..[?count($..*) > 1]) > 1]';
  const unchecked = 'the JSONPath was not finished within 1000 ms of processor time';
  assert.deepEqual(selectIn(path, wide), { unchecked });
  assert.equal(onValue(wide, path, matcher('exists', true))[0]!.unchecked, unchecked);
  assert.deepEqual(readCapture(path, { text: '', structured: wide, durationMs: 1 }), { found: false, unchecked });
});

test('deep values do not crash', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`) as unknown;
  assert.deepEqual(onValue(deep, '$..b', matcher('exists', false)), []);
  assert.deepEqual(onValue(deep, '$', matcher('equals', deep as Json)), []);
});

test('captures', () => {
  const observed = { text: '', structured: { id: null, tags: ['a', 'b'] }, durationMs: 1 };
  assert.deepEqual(readCapture('$.id', observed), { found: true, value: null });
  assert.deepEqual(readCapture('$.tags[*]', observed), { found: true, value: ['a', 'b'] });
  assert.deepEqual(readCapture('$.tags[?@=="b"]', observed), { found: true, value: 'b' });
  assert.deepEqual(readCapture('$.nope', observed), { found: false });
  assert.deepEqual(readCapture('$.id', { ...observed, structured: undefined }), { found: false });
});

test('what does not compile is said in plain words', () => {
  assert.equal(checkPath('$.items[?@.id == 1].name'), undefined);
  assert.match(checkPath('id')!, /starts with `\$`/);
  assert.equal(checkPath('$.'), 'unexpected end of the path');
  assert.equal(checkPath('$[?foo(@)]'), "no such function 'foo'");
  assert.equal(checkPattern('a\\-b[x]'), undefined);
  assert.equal(checkPattern('('), 'unterminated group');
  assert.equal(checkSchema({ type: 'object' }), undefined);
  assert.match(checkSchema({ type: 'objekt' })!, /^the schema cannot be used: /);
});
