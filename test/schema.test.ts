import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bounded, type Effort, patiently } from '../src/limits/patience.ts';
import type { SchemaProblem } from '../src/model.ts';
import { compileSchema } from '../src/schema/compile.ts';
import { judge } from '../src/schema/judge.ts';
import { isLittle } from '../src/schema/light.ts';
import { sampleFromSchema } from '../src/schema/sample.ts';

const kinds = (schema: unknown) => compileSchema(schema).problems.map(({ kind, where }) => `${kind} ${where}`);

test('the dialect is chosen by $schema', () => {
  const table: [unknown, string][] = [
    [undefined, '2020-12'],
    ['https://json-schema.org/draft/2020-12/schema', '2020-12'],
    ['http://json-schema.org/draft/2019-09/schema#', '2019-09'],
    ['https://json-schema.org/draft-07/schema#', 'draft-07'],
    ['http://json-schema.org/draft-07/schema', 'draft-07'],
    ['http://json-schema.org/draft-06/schema#', 'draft-06'],
    ['https://example.com/my-dialect', '2020-12'],
    ['json-schema.org/__proto__', '2020-12'],
  ];
  for (const [$schema, dialect] of table) {
    const verdict = compileSchema({ ...($schema === undefined ? {} : { $schema }), type: 'object' });
    assert.equal(verdict.dialect, dialect);
    assert.deepEqual(verdict.problems, []);
    assert.deepEqual(verdict.validate?.({}), []);
    assert.equal(verdict.validate?.([]).length, 1);
  }
});

test('a tuple is read as its dialect says', () => {
  const tuple = { type: 'array', items: [{ type: 'string' }] };
  assert.deepEqual(kinds({ $schema: 'http://json-schema.org/draft-07/schema#', ...tuple }), []);
  assert.deepEqual(kinds(tuple), ['schema-uncompilable /items']);
});

test('legal schemas of healthy servers have no problem', () => {
  const nested = { $id: 'same', type: 'string' };
  const table: [string, unknown, unknown?][] = [
    ['boolean true', true],
    ['boolean false property', { properties: { a: false } }],
    [
      'a name that repeats in an enum',
      { $schema: 'http://json-schema.org/draft-07/schema#', items: { enum: ['a', 'a'] } },
    ],
    ['a property named enum', { properties: { enum: { type: 'array' }, required: {} } }],
    [
      'required of all branches',
      { properties: { a: {} }, anyOf: [{ properties: { a: {} }, required: ['b'] }], required: ['b'] },
      { b: 1 },
    ],
    [
      'required of a base',
      { $defs: { b: { properties: {}, required: ['a'] } }, allOf: [{ $ref: '#/$defs/b' }, { properties: { a: {} } }] },
      { a: 1 },
    ],
    ['required toString', { properties: { toString: {} }, required: ['toString'] }, { toString: 1 }],
    [
      'additional properties in so many words',
      { properties: {}, required: ['a'], additionalProperties: true },
      { a: 1 },
    ],
    ['nullable', { properties: { a: { type: 'string', nullable: true } } }, { a: null }],
    ['nullable without type', { properties: { a: { nullable: true, anyOf: [{ type: 'string' }] } } }, { a: 'x' }],
    ['nullable false', { properties: { a: { type: ['string', 'null'], nullable: false } } }, { a: null }],
    ['a property named nullable', { properties: { nullable: { type: 'boolean' } } }, { nullable: true }],
    ['a property named $ref', { properties: { $ref: { type: 'string' } } }, { $ref: 'nowhere' }],
    ['a property named $async', { properties: { $async: { type: 'boolean' } } }, { $async: true }],
    ['a property named __proto__', JSON.parse('{"properties":{"__proto__":{"type":"string"}}}')],
    [
      'definitions',
      { definitions: { a: { type: 'string' } }, properties: { a: { $ref: '#/definitions/a' } } },
      { a: 'x' },
    ],
    ['refs into other places', { 'x-types': { a: {} }, properties: { a: { $ref: '#/x-types/a' } } }],
    ['odd names in refs', { $defs: { 'Foo<Bar>[x]': {} }, properties: { a: { $ref: '#/$defs/Foo<Bar>[x]' } } }],
    ['recursion', { $defs: { n: { properties: { next: { $ref: '#/$defs/n' } } } }, $ref: '#/$defs/n' }, { next: {} }],
    ['relative $id', { $id: 'tool', definitions: { a: {} }, properties: { a: { $ref: '#/definitions/a' } } }],
    ['$id with a fragment', { properties: { a: { $id: '#/properties/a', type: 'string' } } }],
    ['clashing $id', { properties: { a: nested, b: { ...nested, type: 'number' } } }, { a: 'x', b: 1 }],
    ['$id of the meta-schema', { $id: 'http://json-schema.org/draft-07/schema#', type: 'object' }],
    ['a ref to the meta-schema', { properties: { a: { $ref: 'https://json-schema.org/draft/2020-12/schema' } } }],
    ['OpenAPI formats', { properties: { a: { type: 'integer', format: 'int64' } } }, { a: 1 }],
    ['internationalised formats', { properties: { a: { format: 'idn-email' } } }, { a: 'x' }],
    ['examples and a default that does not fit', { properties: { a: { type: 'string', default: 1, examples: [2] } } }],
    ['vendor keys', { id: 'x', strict: true, 'x-y': null, cacheControl: { type: 'ephemeral' }, $data: 'x' }],
    ['$data as data', { properties: { a: { const: { $data: '1/b' } } } }],
    ['required without properties', { type: 'object', required: ['a'] }, { a: 1 }],
    ['additionalProperties schema', { type: 'object', additionalProperties: { type: 'number' } }, { a: 1 }],
  ];
  for (const [name, schema, value] of table) {
    const verdict = compileSchema(schema);
    assert.deepEqual(verdict.problems, [], name);
    assert.deepEqual(verdict.validate?.(value ?? {}), [], name);
  }
});

test('values are judged as JSON Schema says, where ajv says otherwise', () => {
  const draft7 = 'http://json-schema.org/draft-07/schema#';
  const draft2019 = 'https://json-schema.org/draft/2019-09/schema';
  const resources = {
    a: { $id: 'https://x/a', $defs: { n: { type: 'number' } }, properties: { v: { $ref: '#/$defs/n' } } },
  };
  const node = { $dynamicAnchor: 'node', properties: { v: {}, next: { $dynamicRef: '#node' } } };
  const inner = { type: 'object', properties: { m: { $recursiveRef: '#' } } };
  const table: [schema: unknown, fits: unknown, fitsNot: unknown][] = [
    [{ required: ['toString'] }, { toString: 1 }, {}],
    [{ properties: { constructor: { type: 'number' } } }, {}, { constructor: 'x' }],
    [JSON.parse('{"properties":{"__proto__":{"type":"number"}}}'), {}, JSON.parse('{"__proto__":"x"}')],
    [{ $schema: draft7, definitions: { s: {} }, $ref: '#/definitions/s', maxItems: 0 }, [1], undefined],
    [{ $defs: resources, $ref: 'https://x/a' }, { v: 1 }, { v: 'x' }],
    [{ $id: 'https://x/r', $defs: resources, $ref: 'a', required: ['v'] }, { v: 1 }, {}],
    [
      {
        $schema: draft2019,
        $ref: 'urn:a',
        $defs: { a: { $id: 'urn:a', $defs: { b: { type: 'string' } }, $ref: '#/$defs/b' } },
      },
      'x',
      1,
    ],
    [
      { ...node, required: ['v'] },
      { v: 1, next: { v: 1 } },
      { v: 1, next: {} },
    ],
    [
      {
        $id: 'https://x/strict',
        $dynamicAnchor: 'node',
        $ref: 'tree',
        required: ['v'],
        $defs: { t: { $id: 'tree', ...node } },
      },
      { v: 1, next: { v: 1 } },
      { v: 1, next: {} },
    ],
    [{ $defs: { i: { $dynamicAnchor: 'i', type: 'number' } }, items: { $dynamicRef: '#i' } }, [1], ['x']],
    [{ items: { $id: 'https://x/i', $ref: '#/$defs/~1a%25', $defs: { '/a%': { type: 'number' } } } }, [1], ['x']],
    [
      { $schema: draft2019, $recursiveAnchor: true, required: ['v'], properties: { v: {}, n: { $recursiveRef: '#' } } },
      { v: 1, n: { v: 1 } },
      { v: 1, n: {} },
    ],
    [
      { $schema: draft2019, $recursiveAnchor: true, required: ['n'], properties: { n: { $id: 'in', ...inner } } },
      { n: { m: {} } },
      { n: { m: 1 } },
    ],
    [{ $schema: draft7, pattern: '^.$' }, '😀', 'ab'],
    [{ if: { required: ['a'], properties: { a: {} } }, unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
    [
      { if: { required: ['a'], properties: { a: {}, b: {} } }, else: true, unevaluatedProperties: false },
      { a: 1, b: 1 },
      { b: 1 },
    ],
    [JSON.parse('{"if":{"required":["a"]},"then":{"required":["b"]}}'), { a: 1, b: 1 }, { a: 1 }],
    [{ anyOf: [{ items: { type: 'string' } }, true], unevaluatedItems: { type: 'boolean' } }, [true], [1]],
    [{ anyOf: [{ items: { type: 'string' } }, true], unevaluatedItems: false }, ['x'], [1]],
  ];
  for (const [schema, fits, fitsNot] of table) {
    const { validate, problems } = compileSchema(schema);
    assert.deepEqual(problems, [], JSON.stringify(schema));
    assert.deepEqual(validate!(fits), [], JSON.stringify(schema));
    if (fitsNot !== undefined) assert.notDeepEqual(validate!(fitsNot), [], JSON.stringify([schema, fitsNot]));
  }
});

test('a reference whose target depends on the value is not judged, and not held against the schema', () => {
  const list = { $id: 'list', items: { $dynamicRef: '#item' }, $defs: { item: { $dynamicAnchor: 'item' } } };
  const numbers = { $id: 'numbers', $defs: { item: { $dynamicAnchor: 'item', type: 'number' } }, $ref: 'list' };
  const { problems, validate } = compileSchema({
    $id: 'https://x/',
    $defs: { list, numbers },
    properties: { a: { $ref: 'numbers' } },
  });
  assert.deepEqual(
    problems.map(({ kind, where }) => ({ kind, where })),
    [{ kind: 'not-checked', where: '/$defs/list/items/$dynamicRef' }],
  );
  assert.equal(validate, undefined);
});

test('problems are named with their place', () => {
  const draft6 = 'http://json-schema.org/draft-06/schema#';
  const draft7 = 'http://json-schema.org/draft-07/schema#';
  const draft2019 = 'https://json-schema.org/draft/2019-09/schema';
  const table: [unknown, string[]][] = [
    [{ type: 'object', required: null }, ['null-arrays /required']],
    [{ type: 'object', properties: null }, ['null-arrays /properties']],
    [
      { properties: { a: { anyOf: null, enum: null } } },
      ['null-arrays /properties/a/anyOf', 'null-arrays /properties/a/enum'],
    ],
    [{ properties: { a: { $ref: '#/$defs/X' } } }, ['unresolved-ref /properties/a/$ref']],
    [{ properties: { a: { $ref: 'file:///etc/passwd' } } }, ['unresolved-ref /properties/a/$ref']],
    [
      { properties: { a: { $ref: '#/$defs/X' }, b: { $ref: '#/$defs/X' }, c: { $ref: 'other.json' } } },
      ['unresolved-ref /properties/a/$ref', 'unresolved-ref /properties/b/$ref', 'unresolved-ref /properties/c/$ref'],
    ],
    [{ properties: { a: { pattern: '(' } } }, ['schema-uncompilable /properties/a/pattern']],
    [{ $schema: draft7, properties: { a: { pattern: '(' } } }, ['schema-uncompilable /properties/a/pattern']],
    [{ properties: { a: { pattern: '[\\w-.]' } } }, ['pattern-not-unicode /properties/a/pattern']],
    [{ patternProperties: { '^\\_': {} } }, ['pattern-not-unicode /patternProperties/^\\_']],
    [{ $schema: draft7, pattern: '\\-' }, ['pattern-not-unicode /pattern']],
    [{ $async: true }, ['schema-uncompilable /$async']],
    [{ properties: { a: { $async: 1 } } }, ['schema-uncompilable /properties/a/$async']],
    [{ properties: { a: { maximum: { $data: '1/b' } } } }, ['schema-uncompilable /properties/a/maximum']],
    [{ properties: { a: { type: 'any' } } }, ['schema-uncompilable /properties/a/type']],
    [{ properties: { a: { required: true } } }, ['schema-uncompilable /properties/a/required']],
    [{ properties: { a: null } }, ['schema-uncompilable /properties/a']],
    [
      { type: 'object', properties: { a: { format: 'uint32' }, b: { format: 'uint32' } } },
      ['schema-format-unknown /properties/a/format'],
    ],
    [{ properties: { a: { enum: [] } } }, ['enum-empty /properties/a/enum']],
    [{ $schema: draft6, properties: { a: { enum: [] } } }, ['enum-empty /properties/a/enum']],
    [{ $schema: draft7, items: { enum: [] } }, ['enum-empty /items/enum']],
    [{ $schema: draft7, items: [{ enum: [] }], not: { enum: [] } }, ['enum-empty /not/enum']],
    [{ $schema: draft2019, items: { enum: [], $id: '#/items' } }, ['enum-empty /items/enum']],
    [{ $schema: draft7, items: { type: 'any' } }, ['schema-uncompilable /items/type']],
    [{ $schema: draft7, items: 1 }, ['schema-uncompilable /items']],
    [{ $schema: draft7, dependencies: { a: { type: 1 } } }, ['schema-uncompilable /dependencies/a/type']],
    [{ properties: {}, required: ['a', 'b'] }, ['required-undefined /required']],
    [{ properties: {}, required: ['a'], additionalProperties: false }, ['required-undefined /required']],
    [{ items: { properties: {}, required: ['toString'] } }, ['required-undefined /items/required']],
    [{ $defs: { a: { properties: {}, required: ['x'] } } }, ['required-undefined /$defs/a/required']],
    [{ $schema: 'http://json-schema.org/draft-04/schema#', minimum: 'x' }, ['dialect-unsupported /$schema']],
    [{ $schema: 'http://json-schema.org/draft-03/hyper-schema' }, ['dialect-unsupported /$schema']],
    [null, ['schema-uncompilable ']],
    ['object', ['schema-uncompilable ']],
    [[], ['schema-uncompilable ']],
  ];
  for (const [schema, expected] of table) assert.deepEqual(kinds(schema), expected, JSON.stringify(schema));
});

test('a pattern that is none with the "u" flag is used without it', () => {
  for (const $schema of ['http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2020-12/schema']) {
    const { validate } = compileSchema({
      $schema,
      pattern: '^[\\w-.]+\\-x$',
      patternProperties: { '^\\_': { type: 'number' } },
    });
    assert.deepEqual(validate?.('a.-x'), []);
    assert.equal(validate?.('a:-x').length, 1);
    assert.deepEqual(validate?.({ _a: 1 }), []);
    assert.equal(validate?.({ _a: 'x' }).length, 1);
  }
});

test('an unresolved reference is named in the message', () => {
  const [problem] = compileSchema({ properties: { a: { $ref: '#/$defs/Missing' } } }).problems as SchemaProblem[];
  assert.match(problem!.message, /#\/\$defs\/Missing/);
});

test('a null collection costs itself, not the rest of the schema', () => {
  const { validate } = compileSchema({ required: null, properties: { a: { type: 'string' } } });
  assert.deepEqual(validate?.({ a: 'x' }), []);
  assert.equal(validate?.({ a: 1 })[0]?.path, '/a');
});

test('sizes over the limits are refused before they are compiled', () => {
  let deep: unknown = {};
  for (let level = 0; level < 100_000; level += 1) deep = { items: deep };
  const wide = { properties: Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`p${i}`, {}])) };
  const big = { description: 'x'.repeat(1024 * 1024) };
  const circular: Record<string, unknown> = {};
  circular['not'] = circular;
  for (const schema of [deep, wide, big, circular]) {
    const { problems, validate } = compileSchema(schema);
    assert.deepEqual(
      problems.map(({ kind }) => kind),
      ['schema-too-big'],
    );
    assert.equal(validate, undefined);
  }
});

test('a large enum of a healthy server is no problem', () => {
  const values = Array.from({ length: 20_000 }, (_, index) => `value ${index}`);
  assert.deepEqual(kinds({ properties: { a: { enum: values } } }), []);
});

test('issues carry a pointer and the name that matters', () => {
  const { validate } = compileSchema({
    type: 'object',
    properties: {
      n: { type: 'integer' },
      kind: { enum: ['a', 'b'] },
      at: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    },
    required: ['id'],
    additionalProperties: false,
  });
  assert.deepEqual(validate?.({ n: 'x', kind: 'c', at: 5, extra: 1 }), [
    { path: '', message: "must have required property 'id'" },
    { path: '', message: 'must NOT have additional properties: "extra"' },
    { path: '/n', message: 'must be integer' },
    { path: '/kind', message: 'must be equal to one of the allowed values: "a", "b"' },
    { path: '/at', message: 'must be string or must be null' },
  ]);
});

test('nothing fits an empty enum, and formats are checked', () => {
  assert.equal(compileSchema({ enum: [] }).validate?.('x').length, 1);
  assert.equal(compileSchema({ type: 'string', format: 'email' }).validate?.('nobody').length, 1);
});

test('a pattern that backtracks without end costs its budget', () => {
  const { problems, validate } = compileSchema({ type: 'string', pattern: '^(a+)+$' });
  assert.deepEqual(problems, []);
  assert.match(validate?.(`${'a'.repeat(40)}!`)[0]?.message ?? '', /within 500 ms of processor time/);
});

test('a schema that recurses without end is an issue, not an exception', () => {
  const { validate } = compileSchema({ allOf: [{ $ref: '#' }] });
  assert.match(validate?.({})[0]?.message ?? '', /recurses without end/);
});

test('what makes ajv throw is an issue, not an exception', () => {
  const { validate } = compileSchema({ const: { a: 1 } });
  assert.match(validate?.({ toString: 1 })[0]?.message ?? '', /could not be validated/);
});

test('the number of issues is bounded', () => {
  const { validate } = compileSchema({ items: { type: 'string' } });
  assert.equal(validate?.(Array.from({ length: 5_000 }, () => 1)).length, 20);
});

test('nothing is written to the console', (context) => {
  const spies = (['log', 'warn', 'error'] as const).map((name) => context.mock.method(console, name, () => {}));
  compileSchema({ properties: { a: { format: 'nobody-knows' } }, strange: true });
  for (const spy of spies) assert.equal(spy.mock.callCount(), 0);
});

test('a sample fits the schema it was made from', () => {
  const table: [unknown, unknown][] = [
    [{ type: 'object' }, {}],
    [{ type: 'object', properties: { a: { type: 'string' } } }, {}],
    [{ properties: { a: { type: 'integer', minimum: 5 } }, required: ['a'] }, { a: 5 }],
    [{ properties: { a: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 } }, required: ['a'] }, { a: 0.5 }],
    [{ properties: { a: { type: 'integer', maximum: -3 } }, required: ['a'] }, { a: -3 }],
    [{ properties: { a: { type: 'integer', minimum: 4, multipleOf: 5 } }, required: ['a'] }, { a: 5 }],
    [{ properties: { a: { enum: ['x', 'y'] } }, required: ['a'] }, { a: 'x' }],
    [{ properties: { a: { const: 7 } }, required: ['a'] }, { a: 7 }],
    [{ properties: { a: { type: 'string', default: 'd' } }, required: ['a'] }, { a: 'd' }],
    [{ properties: { a: { type: 'string', default: 5 } }, required: ['a'] }, { a: 'example' }],
    [{ properties: { a: { type: 'string', examples: ['e'] } }, required: ['a'] }, { a: 'e' }],
    [{ properties: { a: { type: 'string', minLength: 9, maxLength: 9 } }, required: ['a'] }, { a: 'exampleex' }],
    [{ properties: { a: { type: 'string', maxLength: 2 } }, required: ['a'] }, { a: 'ex' }],
    [{ properties: { a: { type: 'string', format: 'date-time' } }, required: ['a'] }, { a: '2025-01-01T00:00:00Z' }],
    [{ properties: { a: { type: 'string', pattern: '^[A-Z]{3}-\\d{2,}$' } }, required: ['a'] }, { a: 'AAA-00' }],
    [{ properties: { a: { type: 'string', pattern: '^[\\w-.]+\\-x$' } }, required: ['a'] }, { a: 'a-x' }],
    [
      { properties: { a: { type: 'string', pattern: '^(?:abc|def)+\\.txt$', minLength: 9 } }, required: ['a'] },
      undefined,
    ],
    [
      { properties: { a: { type: 'array', items: { type: 'boolean' }, minItems: 2 } }, required: ['a'] },
      { a: [false, false] },
    ],
    [{ properties: { a: { anyOf: [{ type: 'null' }, { type: 'integer' }] } }, required: ['a'] }, { a: 1 }],
    [
      {
        $defs: { p: { type: 'object', required: ['x'], properties: { x: { type: 'null' } } } },
        properties: { a: { $ref: '#/$defs/p' } },
        required: ['a'],
      },
      { a: { x: null } },
    ],
    [{ allOf: [{ properties: { a: { type: 'boolean' } }, required: ['a'] }] }, { a: false }],
    [{ type: 'object', properties: { a: { type: 'boolean' } }, minProperties: 1 }, { a: false }],
    [{ oneOf: [{ required: ['a'], not: {} }, { required: ['b'] }] }, { b: 'example' }],
  ];
  for (const [schema, expected] of table) {
    const sample = sampleFromSchema(schema);
    assert.ok(sample.ok, JSON.stringify([schema, sample]));
    if (expected) assert.deepEqual(sample.value, expected);
  }
});

test('a list that repeats no item has a sample', () => {
  const inner = {
    type: 'object',
    properties: { a: { enum: ['x', 'y', 'z'] }, b: { type: 'boolean' } },
    required: ['a', 'b'],
  };
  const items = [
    { type: 'string', minLength: 2 },
    { type: 'string', maxLength: 1 },
    { type: 'string', default: 'same' },
    ...['date', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'duration'].map((format) => ({ type: 'string', format })),
    { type: 'integer', minimum: 1, maximum: 3 },
    { type: 'integer', minimum: 3 },
    { type: 'integer', maximum: -5, multipleOf: 5 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    { enum: ['x', 'y', 'z'] },
    { anyOf: [{ const: 1 }, { const: 2 }, { const: 3 }] },
    { type: 'string', examples: ['a', 'b', 'c'] },
    inner,
    { type: 'array', items: { type: 'string' }, minItems: 2, uniqueItems: true },
    { $ref: '#/$defs/word' },
    true,
  ];
  for (const one of items) {
    const list = { type: 'array', minItems: 3, uniqueItems: true, items: one };
    const schema = { $defs: { word: { type: 'string' } }, type: 'object', properties: { list }, required: ['list'] };
    assert.ok(sampleFromSchema(schema).ok, JSON.stringify([one, sampleFromSchema(schema)]));
  }
});

test('a schema that no sample fits is refused with a reason', () => {
  const table = [
    { properties: { a: { type: 'string', pattern: '^(?=x)y$' } }, required: ['a'] },
    { properties: { a: { type: 'string', minLength: 1_000_000 } }, required: ['a'] },
    { properties: { a: { $ref: '#/$defs/none' } }, required: ['a'] },
    { required: ['a'], properties: { a: { $ref: '#' } } },
    { type: 'string' },
    false,
    null,
  ];
  for (const schema of table) {
    const sample = sampleFromSchema(schema);
    assert.equal(sample.ok, false, JSON.stringify(schema));
    assert.ok(!sample.ok && sample.reason.length > 10);
  }
});

const schemaLike = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(
      fc.constantFrom(
        'type',
        '$ref',
        '$id',
        '$anchor',
        '$dynamicRef',
        '$dynamicAnchor',
        'if',
        'then',
        'unevaluatedItems',
        'items',
        'required',
        'anyOf',
        'properties',
        'pattern',
        'enum',
        'format',
        '$async',
        'minimum',
        'minLength',
        '$defs',
        'not',
        'default',
      ),
      fc.oneof(
        fc.constantFrom('object', 'string', '#', '#/properties/a', '#a', 'a', '(', 'uri', 1, -1, true, null),
        tie('schema'),
        fc.array(tie('schema'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('schema'), { maxKeys: 3 }),
      ),
      { maxKeys: 4 },
    ),
  ),
})).schema;

test('no schema and no value makes it throw', () => {
  fc.assert(
    fc.property(schemaLike, fc.jsonValue(), (schema, value) => {
      const { validate, problems } = compileSchema(schema);
      for (const problem of problems) assert.equal(typeof problem.where, 'string');
      assert.ok(validate !== undefined || problems.length > 0);
      if (validate) assert.ok(Array.isArray(validate(value)));
      const sample = sampleFromSchema(schema);
      if (sample.ok) assert.deepEqual(validate?.(sample.value), []);
    }),
    { numRuns: 300 },
  );
});

test('schemas that are compiled one after the other know nothing of each other', () => {
  const list = (item: string) => ({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { item: { $ref: '#/$defs/item' }, next: { $ref: '#' } },
    $defs: { item: { type: item } },
  });
  const named = (type: string) => ({
    $id: 'https://a.example/s',
    properties: { item: { $ref: 'https://a.example/s#/$defs/item' } },
    $defs: { item: { type } },
  });
  const pointing = { type: 'object', properties: { a: { $ref: 'hidden' } } };
  const hiding = { type: 'object', 'x-form': { $id: 'hidden', type: 'number' } };
  const fits = (schema: unknown, value: unknown) => judge(schema).compiled?.full(value);
  // More than one instance of ajv takes.
  for (let round = 0; round < 60; round++) {
    for (const [type, good, bad] of [
      ['string', 'a', 1],
      ['integer', 1, 'a'],
    ] as const) {
      assert.equal(fits(list(type), { next: { next: { item: good } } }), true);
      assert.equal(fits(list(type), { next: { next: { item: bad } } }), false);
      assert.deepEqual(judge(named(type)).problems, []);
      assert.equal(fits(named(type), { item: good }), true);
      assert.equal(fits(named(type), { item: bad }), false);
    }
    assert.equal(fits(hiding, {}), true);
    assert.deepEqual(
      judge(pointing).problems.map(({ kind }) => kind),
      ['unresolved-ref'],
    );
    assert.deepEqual(
      judge({ type: 'nothing' })
        .problems.map(({ kind }) => kind)
        .slice(0, 1),
      ['schema-uncompilable'],
    );
  }
});

test('what is short with every reference written out is compiled without a limit', () => {
  const refs = (count: number) => ({
    $defs: { a: { enum: Array.from({ length: 100 }, (_, index) => index) } },
    allOf: Array.from({ length: count }, () => ({ $ref: '#/$defs/a' })),
  });
  assert.deepEqual([refs(1), refs(5), refs(20)].map(isLittle), [true, true, false]);
  assert.equal(isLittle({ description: 'a'.repeat(7000) }), false);
  assert.equal(isLittle(true), true);
});

test('work that is said to be little is done at once, and what it throws is told as ever', () => {
  const job = { kind: 'compile', input: { schema: true }, cpuMs: 1000 } as const;
  const ask = (effort: Effort) =>
    patiently(() => {
      try {
        return bounded(job, () => assert.fail('no'), effort);
      } catch (error) {
        return (error as Error).message;
      }
    });
  assert.deepEqual([ask('little'), ask('unknown')], ['no', 'no']);
  assert.equal(
    patiently(() => bounded(job, () => 7, 'little')),
    7,
  );
});
