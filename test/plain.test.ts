/** Plain schemas, which are judged without ajv: as ajv would. `test/suites/plain.suite.ts` asks more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialectOf } from '../src/schema/dialect.ts';
import { readPlain } from '../src/schema/plain.ts';
import { assertPlainIsExact } from './harness/schema-pairs.ts';

test('3,000 schemas and values by chance are judged as ajv judges them', () => {
  const { pairs, fitting, beyond } = assertPlainIsExact(3000, 1);
  assert.ok(
    fitting > pairs / 5 && fitting < (pairs * 4) / 5 && beyond < pairs / 20,
    JSON.stringify({ pairs, fitting, beyond }),
  );
});

const plainOf = (schema: unknown) => readPlain(schema, dialectOf(schema));

test('what servers write is plain', () => {
  const table: [schema: unknown, fits: unknown, fitsNot: unknown][] = [
    [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, { a: '' }, {}],
    [{ type: 'object', additionalProperties: false }, {}, { a: 1 }],
    // zod, by its own JSON Schema and by zod-to-json-schema.
    [
      {
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        properties: {
          a: { type: 'string', format: 'email' },
          b: { type: 'array', items: { anyOf: [{ const: 1 }, { type: 'null' }] } },
        },
        required: ['a'],
        additionalProperties: false,
      },
      { a: 'a@b.cd', b: [1, null] },
      { a: 'a' },
    ],
    [
      { type: 'object', propertyNames: { type: 'string' }, additionalProperties: { type: 'number' } },
      { a: 1 },
      { a: 'x' },
    ],
    // pydantic
    [
      {
        $defs: { Kind: { enum: ['a', 'b'], title: 'Kind', type: 'string' } },
        type: 'object',
        properties: {
          kind: { $ref: '#/$defs/Kind' },
          at: { anyOf: [{ type: 'integer' }, { type: 'null' }], default: null },
        },
        required: ['kind'],
      },
      { kind: 'a', at: null },
      { kind: 'c' },
    ],
    [
      { $defs: { n: { properties: { n: { $ref: '#/$defs/n' } }, type: 'object' } }, $ref: '#/$defs/n' },
      { n: { n: {} } },
      { n: { n: 1 } },
    ],
  ];
  for (const [schema, fits, fitsNot] of table) {
    const plain = plainOf(schema);
    assert.deepEqual([plain?.fits(fits), plain?.fits(fitsNot)], [true, false], JSON.stringify(schema));
    assert.equal(plain?.needsGuard, false);
  }
});

test('what may take long is not done without a guard', () => {
  for (const pattern of ['^(a+)+$', '(a|a)*b', '(x+x+)+y', 'a*a*a*b', '^(?=a).*$', '^\\p{L}+$', 'a{1,9}b*'])
    assert.equal(plainOf({ pattern })?.needsGuard, true, pattern);
  for (const pattern of ['^[a-z0-9_-]+$', '^\\d{4}-\\d{2}$', '^#[0-9a-f]{6}$', '^https?://', '[/]', '^.*$'])
    assert.equal(plainOf({ pattern })?.needsGuard, false, pattern);
  const long = 'a'.repeat(300);
  for (const schema of [{ pattern: '^a+$' }, { format: 'email' }]) assert.equal(plainOf(schema)!.fits(long), undefined);
});

test('work is bounded: what recurses without end, or multiplies, is left to others', () => {
  const twice = { anyOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }] };
  const tree = { required: ['b'], properties: { a: twice, b: {} } };
  let deep: unknown = {};
  for (let level = 0; level < 40; level += 1) deep = { a: deep };
  for (const schema of [{ allOf: [{ $ref: '#' }] }, { not: { $ref: '#' } }]) assert.equal(plainOf(schema), undefined);
  assert.equal(plainOf({ $defs: { a: { $ref: '#/$defs/b' }, b: { anyOf: [{ $ref: '#/$defs/a' }] } } }), undefined);
  assert.equal(plainOf({ $defs: { a: tree }, $ref: '#/$defs/a' })!.fits({ b: 1, a: deep }), false);
  assert.equal(
    plainOf({ $defs: { a: { properties: tree.properties, required: ['b'] } }, $ref: '#/$defs/a' })!.fits(deep),
    undefined,
  );
  // Each names the next one twice, and nothing else.
  const next = (level: number) => ({ $ref: `#/$defs/d${level + 1}` });
  const chain = Array.from({ length: 40 }, (_, level) => [`d${level}`, { anyOf: [next(level), next(level)] }]);
  const $defs = { ...Object.fromEntries(chain), d40: { type: 'string' } };
  assert.equal(plainOf({ $defs, $ref: '#/$defs/d0' })!.fits(1), undefined);
});
