/** The paths that are read without the library select what the library selects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { selectAtOnce, selectIn } from '../src/expect/json-path.ts';
import { readPlainPath } from '../src/expect/plain-path.ts';

const name = fc.constantFrom('id', 'items', 'a1', '_', 'toString', '__proto__', 'length', 'constructor');
const part = fc.oneof(
  name.map((one) => `.${one}`),
  fc.nat(3).map((index) => `[${index}]`),
);
const odd = fc.constantFrom(
  '[*]',
  '..id',
  "['id']",
  '[-1]',
  '[01]',
  '[0:2]',
  '.é',
  '.*',
  '[?@.id]',
  '.',
  ' .id',
  '.1a',
);
const path = fc
  .array(fc.oneof({ weight: 9, arbitrary: part }, odd), { maxLength: 4 })
  .map((parts) => `$${parts.join('')}`);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, 0, '', 'text', true), tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  record: fc
    .array(fc.tuple(name, tie('value')), { maxLength: 4 })
    .map((entries) =>
      JSON.parse(`{${entries.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`).join()}}`),
    ),
}));

test('a plain path selects what the library selects', () => {
  let plainly = 0;
  fc.assert(
    fc.property(path, value, (one, root) => {
      if (!readPlainPath(one)) return;
      plainly++;
      assert.deepEqual(selectIn(one, root), selectAtOnce({ path: one, value: root }));
    }),
    { numRuns: 5000 },
  );
  assert.ok(plainly > 1000, `only ${plainly} were plain`);
});

test('what is plain, and what is left to the library', () => {
  for (const one of ['$', '$.id', '$.items[0].name', '$[12]']) assert.ok(readPlainPath(one), one);
  for (const one of ['$.', '$.items[*]', '$..id', '$[-1]', '$[01]', "$['id']", '$.a b', '$.é', '$.1', 'id'])
    assert.equal(readPlainPath(one), undefined, one);
});
