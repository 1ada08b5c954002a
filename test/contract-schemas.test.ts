/** What is told of a changed schema, in words; and that no schema, however odd, keeps the comparison from its end. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compareSchemas } from '../src/contract/schema-changes.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const closed = { additionalProperties: false };

/** `sure …` with an example, `doubt …` without. */
function told(from: unknown, to: unknown): string[] {
  return compareSchemas(from, to).changes.map(
    ({ place, words, example }) => `${example ? 'sure' : 'doubt'} ${place === '' ? '' : `${place}: `}${words.input}`,
  );
}

const text = { type: 'string' };
const exact = { type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
const narrower: readonly [what: string, from: unknown, to: unknown, expected: string][] = [
  ['required', object({ a: text }), object({ a: text }, { required: ['a'] }), 'sure a: is now required'],
  [
    'required inside',
    object({ f: object({ a: text }) }),
    object({ f: object({ a: text }, { required: ['a'] }) }),
    'sure f.a: is now required',
  ],
  [
    'required in items',
    { type: 'array', items: object({ a: text }) },
    { type: 'array', items: object({ a: text }, { required: ['a'] }) },
    'sure [].a: is now required',
  ],
  ['a value gone', object({ m: { enum: ['x', 'y'] } }), object({ m: { enum: ['y'] } }), 'sure m: no longer takes "x"'],
  ['a value for all', object({ m: text }), object({ m: { enum: ['y'] } }), 'sure m: takes only "y" now'],
  ['a type gone', object({ m: { type: ['string', 'null'] } }), object({ m: text }), 'sure m: no longer takes null'],
  [
    'an alternative gone',
    object({ m: { anyOf: [text, { type: 'null' }] } }),
    object({ m: text }),
    'sure m: no longer takes null',
  ],
  [
    'whole numbers',
    object({ n: { type: 'number' } }),
    object({ n: { type: 'integer' } }),
    'sure n: takes only whole numbers now',
  ],
  ['anything', object({ n: {} }), object({ n: { type: 'integer' } }), 'sure n: takes only a whole number now'],
  ['another type', object({ n: text }), object({ n: { type: 'integer' } }), 'sure n: no longer takes text'],
  [
    'a minimum',
    object({ n: { type: 'integer', minimum: 1 } }),
    object({ n: { type: 'integer', minimum: 5 } }),
    'sure n: must be at least 5 now',
  ],
  [
    'a limit that is out',
    object({ n: { type: 'number', maximum: 5 } }),
    object({ n: { type: 'number', exclusiveMaximum: 5 } }),
    'sure n: must be below 5 now',
  ],
  [
    'a step',
    object({ n: { type: 'integer' } }),
    object({ n: { type: 'integer', multipleOf: 5 } }),
    'sure n: must be a multiple of 5 now',
  ],
  [
    'a longest text',
    object({ t: text }),
    object({ t: { type: 'string', maxLength: 9 } }),
    'sure t: must be 9 characters or shorter now',
  ],
  [
    'a shortest text',
    object({ t: text }),
    object({ t: { type: 'string', minLength: 20 } }),
    'sure t: must be 20 characters or longer now',
  ],
  [
    'a pattern',
    object({ t: text }),
    object({ t: { type: 'string', pattern: '^n_' } }),
    'sure t: must match the pattern ^n_ now',
  ],
  [
    'fewer items',
    object({ l: { type: 'array', items: text } }),
    object({ l: { type: 'array', items: text, maxItems: 3 } }),
    'sure l: must have 3 or fewer items now',
  ],
  [
    'an item at least',
    object({ l: { type: 'array', items: text } }),
    object({ l: { type: 'array', items: text, minItems: 1 } }),
    'sure l: must have 1 or more items now',
  ],
  [
    'other items',
    object({ l: { type: 'array', items: {} } }),
    object({ l: { type: 'array', items: text } }),
    'sure l[]: takes only text now',
  ],
  [
    'no item twice',
    object({ l: { type: 'array', items: text } }),
    object({ l: { type: 'array', items: text, uniqueItems: true } }),
    'sure l: must not repeat an item any more',
  ],
  ['closed', object({ a: text }), object({ a: text }, closed), 'sure takes no other properties any more'],
  [
    'a property of a closed one gone',
    object({ a: text, b: text }, closed),
    object({ a: text }, closed),
    'sure b: is not taken any more',
  ],
  [
    'beside $ref',
    { $defs: { n: { type: 'integer' } }, ...object({ n: { $ref: '#/$defs/n' } }) },
    { $defs: { n: { type: 'integer', minimum: 1 } }, ...object({ n: { $ref: '#/$defs/n' } }) },
    'sure n: must be at least 1 now',
  ],
  [
    'a format',
    object({ t: text }),
    object({ t: { type: 'string', format: 'email' } }),
    'doubt t: changed, and it cannot be told whether it still is what it was (format)',
  ],
  [
    'the limits that a library writes of each whole number',
    object({ n: { type: 'integer' } }),
    object({ n: exact }),
    'doubt n: takes only whole numbers within ±9007199254740991 now, all that are exact in JavaScript',
  ],
  [
    'whole numbers, with those limits',
    object({ n: { type: 'number' } }),
    object({ n: exact }),
    'sure n: takes only whole numbers now',
  ],
  [
    'limits that were wider',
    object({ n: { ...exact, maximum: 2 ** 63 } }),
    object({ n: exact }),
    'sure n: must be at most 9007199254740991 now',
  ],
  [
    'the same limit of other numbers',
    object({ n: { type: 'number' } }),
    object({ n: { type: 'number', maximum: Number.MAX_SAFE_INTEGER } }),
    'sure n: must be at most 9007199254740991 now',
  ],
  [
    'one property beside another',
    object({ a: text, b: text }),
    object({ a: text, b: text }, { dependentRequired: { a: ['b'] } }),
    'sure b: is now required beside `a`',
  ],
  [
    'a condition',
    object({ a: text, b: text }),
    object({ a: text, b: text }, JSON.parse('{ "if": { "required": ["a"] }, "then": { "required": ["b"] } }')),
    'sure takes less than before',
  ],
  [
    'one text',
    object({ a: text }),
    object({ a: { ...text, not: { const: '' } } }),
    'sure a: excludes more than before',
  ],
  [
    'names of properties',
    object({ m: { type: 'object' } }),
    object({ m: { type: 'object', propertyNames: { pattern: '^[a-z]+$' } } }),
    'sure m: takes fewer names of properties now',
  ],
  [
    'what fits two alternatives',
    object({ a: { anyOf: [text, { ...text, maxLength: 3 }] } }),
    object({ a: { oneOf: [text, { ...text, maxLength: 3 }] } }),
    'sure a: takes less than before',
  ],
  [
    'one of the first items',
    object({ l: { type: 'array', prefixItems: [text, { type: ['string', 'null'] }] } }),
    object({ l: { type: 'array', prefixItems: [text, text] } }),
    'sure l[1]: no longer takes null',
  ],
  [
    'an item that must be there',
    object({ l: { type: 'array', items: text } }),
    object({ l: { type: 'array', items: text, contains: { const: 'x' } } }),
    'sure l: must contain certain items now',
  ],
  [
    'another item that must be there',
    object({ l: { type: 'array', items: text, contains: { const: 'y' } } }),
    object({ l: { type: 'array', items: text, contains: { const: 'x' } } }),
    'doubt l: has another rule for what the list must contain',
  ],
  [
    'one pattern for another',
    object({ t: { type: 'string', pattern: '^[a-z]+$' } }),
    object({ t: { type: 'string', pattern: '^[a-y]+$|z' } }),
    'doubt t: must match the pattern ^[a-y]+$|z now',
  ],
];

describe('what is taken less is told', () => {
  for (const [what, from, to, expected] of narrower) {
    test(what, () => assert.deepEqual(told(from, to), [expected]));
    // What is taken more is none of these.
    if (what !== 'another type' && !expected.startsWith('doubt'))
      test(`${what}, the other way round`, () => assert.deepEqual(told(to, from), []));
  }
});

const same: readonly [what: string, one: unknown, other: unknown][] = [
  ['the order of keys', { type: 'object', required: ['a'] }, { required: ['a'], type: 'object' }],
  ['type as a list', object({ a: text }), object({ a: { type: ['string'] } })],
  [
    'the order of types, values, names',
    { type: ['a', 'null'], enum: [1, 2], required: ['x', 'y'] },
    { required: ['y', 'x'], enum: [2, 1], type: ['null', 'a'] },
  ],
  ['a reference written out', { $defs: { a: text }, ...object({ a: { $ref: '#/$defs/a' } }) }, object({ a: text })],
  [
    'a name for a place',
    { $defs: { a: { $anchor: 'here', ...text } }, ...object({ a: { $ref: '#here' } }) },
    object({ a: text }),
  ],
  [
    'the order of alternatives',
    object({ a: { anyOf: [text, { type: 'null' }] } }),
    object({ a: { anyOf: [{ type: 'null' }, text] } }),
  ],
  [
    'alternatives as types',
    object({ a: { anyOf: [text, { type: 'null' }] } }),
    object({ a: { type: ['string', 'null'] } }),
  ],
  ['const as enum', object({ a: { const: 'x' } }), object({ a: { enum: ['x'] } })],
  [
    'constants as enum',
    object({ a: { anyOf: [{ const: 'x' }, { const: 'y' }] } }),
    object({ a: { enum: ['y', 'x'] } }),
  ],
  ['integer by its step', object({ a: { type: 'integer' } }), object({ a: { type: 'number', multipleOf: 1 } })],
  [
    'limits of whole numbers',
    object({ a: { type: 'integer', minimum: 1 } }),
    object({ a: { type: 'integer', exclusiveMinimum: 0 } }),
  ],
  ['true and {}', object({ a: true }), object({ a: {} })],
  [
    'what says nothing',
    object({ a: text }),
    { ...object({ a: { ...text, minLength: 0, title: 'A' } }), additionalProperties: true, required: [] },
  ],
  ['allOf of one', object({ a: { allOf: [text] } }), object({ a: text })],
  [
    'another dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#', ...object({ a: text }) },
    object({ a: text }),
  ],
  [
    'a tuple of either dialect',
    { $schema: 'http://json-schema.org/draft-07/schema#', items: [text], additionalItems: false },
    { prefixItems: [text], items: false },
  ],
  [
    'one that holds itself',
    { $ref: '#/$defs/t', $defs: { t: object({ next: { $ref: '#/$defs/t' } }) } },
    object({ next: { $ref: '#' } }),
  ],
];

describe('the same in other words is no change', () => {
  for (const [what, one, other] of same)
    test(what, () => {
      assert.deepEqual([told(one, other), told(other, one)], [[], []]);
      assert.ok(compareSchemas(one, other).isSameBack && compareSchemas(other, one).isSameBack);
    });
});

describe('a new optional property', () => {
  const before = object({ a: text });
  const after = object({ a: text, b: { type: 'integer' } });

  test('of an open object takes nothing away, at any depth', () => {
    assert.deepEqual(told(before, after), []);
    assert.deepEqual(told({ type: 'array', items: before }, { type: 'array', items: after }), []);
    assert.equal(compareSchemas(before, after).isSameBack, true);
  });

  test('strictly it does, which can be asked for', () => {
    assert.match(compareSchemas(before, after, false).changes[0]!.words.input, /takes only a whole number now/);
  });

  test('of an object that says what others hold is compared with that', () => {
    const typed = { ...before, additionalProperties: { type: 'string' } };
    assert.deepEqual(told(typed, { ...after, additionalProperties: { type: 'string' } }), [
      'sure b: no longer takes text',
    ]);
  });
});

describe('a schema that holds itself', () => {
  const tree = (leaf: object) => ({ $ref: '#/$defs/t', $defs: { t: object({ leaf, next: { $ref: '#/$defs/t' } }) } });

  test('takes more at each depth, or less', () => {
    const [one, other] = [tree(text), tree({ type: ['string', 'null'] })];
    assert.deepEqual(told(one, other), []);
    assert.deepEqual(told(other, one), ['sure leaf: no longer takes null']);
  });

  test('written out once is the same', () => {
    const out = {
      ...tree(text),
      $ref: undefined,
      ...object({ leaf: text, next: object({ leaf: { ...text, minLength: 0 }, next: { $ref: '#/$defs/t' } }) }),
    };
    const { $ref: _, ...written } = out;
    assert.deepEqual([told(tree(text), written), told(written, tree(text))], [[], []]);
  });
});

describe('whatever the schemas are, the comparison ends', () => {
  const deep = (levels: number, leaf: object) =>
    Array.from({ length: levels }).reduce<object>((inner) => object({ a: inner }), leaf);
  const wide = (count: number, leaf: (index: number) => object) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, leaf(index)]));
  const both = (levels: number, leaf: object) =>
    Array.from({ length: levels }).reduce<object>(
      (inner) => ({ anyOf: [object({ a: inner }), object({ b: inner })] }),
      leaf,
    );
  const spread = (levels: number, leaf: object) => {
    const $defs = Object.fromEntries(
      Array.from({ length: levels }, (_, level) => [
        `d${level}`,
        { anyOf: Array.from({ length: 4 }, () => ({ $ref: `#/$defs/d${level + 1}` })) },
      ]),
    );
    return { $ref: '#/$defs/d0', $defs: { ...$defs, [`d${levels}`]: leaf } };
  };
  const rows: readonly [string, unknown, unknown][] = [
    ['deep', deep(49, text), deep(49, { type: 'integer' })],
    ['too deep', deep(400, text), deep(400, { type: 'integer' })],
    ['wide', object(wide(1500, () => text)), object(wide(1500, () => ({ type: 'integer' })))],
    ['alternatives of alternatives', both(10, text), both(10, { type: 'integer' })],
    ['references that multiply', spread(20, text), spread(20, { type: 'integer' })],
    ['a circle without a value', { $ref: '#' }, { anyOf: [{ $ref: '#' }] }],
    [
      'circles of two lengths',
      {
        $defs: { a: object({ n: { $ref: '#/$defs/b' } }), b: object({ n: { $ref: '#/$defs/a' } }) },
        $ref: '#/$defs/a',
      },
      { $defs: { a: object({ n: object({ n: { $ref: '#/$defs/a' } }, { minProperties: 1 }) }) }, $ref: '#/$defs/a' },
    ],
    [
      'many values',
      { enum: Array.from({ length: 9000 }, (_, index) => `v${index}`) },
      { enum: Array.from({ length: 9000 }, (_, index) => `w${index}`) },
    ],
    ['a pattern that runs away', { type: 'string' }, { type: 'string', pattern: '^(a+)+$' }],
    [
      'nonsense',
      { type: 5, properties: [], required: 'a', enum: {}, anyOf: 'x', items: 7 },
      { $ref: 9, allOf: [null, 3], minimum: 'x' },
    ],
    ['no schema', null, 'schema'],
    ['a reference that leads nowhere', { $ref: '#/nowhere' }, { $ref: 'https://example.com/x' }],
  ];
  for (const [what, from, to] of rows)
    test(what, () => {
      const { changes } = compareSchemas(from, to);
      assert.ok(Array.isArray(changes) && changes.length <= 20);
      compareSchemas(to, from);
    });

  test('what is beyond the steps is a doubt, and no error', () => {
    const changes = told(both(12, text), both(12, { type: ['string', 'integer'] }));
    assert.ok(
      changes.every((one) => one.startsWith('doubt')),
      changes.join(),
    );
  });
});
