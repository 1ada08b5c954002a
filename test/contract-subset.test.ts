/** What the comparison of schemas says, against a validator that knows nothing of it: 10,000 pairs with values of both. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { propertiesOf } from '../src/contract/properties.ts';
import { compareSchemas } from '../src/contract/schema-changes.ts';
import { newMaker, sampleOf } from '../src/schema/sample-value.ts';

const PAIRS = 10_000;
type Schema = Record<string, unknown> | boolean;

const names = ['a', 'b', 'c'] as const;
const name = fc.constantFrom(...names);
const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 1.5, -1, 10, '', 'a', 'b', 'fast', 'long text');
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined, freq: 3 });
const clean = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
const small = fc.integer({ min: 0, max: 3 });

const { schema } = fc.letrec<{ schema: Schema; object: Schema; array: Schema; mixed: Schema; plain: Schema }>(
  (tie) => ({
    plain: fc
      .oneof(
        fc.record({
          type: fc.constant('string'),
          minLength: optional(small),
          maxLength: optional(small),
          pattern: optional(fc.constantFrom('^a', 'b$', '^[a-z]*$')),
        }),
        fc.record({
          type: fc.constantFrom('number', 'integer'),
          minimum: optional(fc.integer({ min: -2, max: 2 })),
          exclusiveMinimum: optional(fc.integer({ min: -2, max: 2 })),
          maximum: optional(fc.integer({ min: 0, max: 10 })),
          exclusiveMaximum: optional(fc.integer({ min: 0, max: 10 })),
          multipleOf: optional(fc.constantFrom(1, 2, 4, 0.5)),
        }),
        fc.record({ type: fc.constantFrom<unknown>('boolean', 'null', ['string', 'null'], ['integer', 'string']) }),
        fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }) }),
        fc.record({ const: scalar }),
        fc.constant({}),
        fc.record({ description: fc.constantFrom('one', 'two') }),
      )
      .map(clean),
    object: fc
      .record({
        type: optional(fc.constant('object')),
        properties: optional(fc.dictionary(name, tie('schema'), { maxKeys: 3, noNullPrototype: true })),
        required: optional(fc.uniqueArray(name, { maxLength: 2 })),
        additionalProperties: optional(fc.oneof(fc.boolean(), tie('plain'))),
        minProperties: optional(small),
        maxProperties: optional(small),
        patternProperties: fc.option(fc.record({ '^b': tie('plain') }), { nil: undefined, freq: 8 }),
        propertyNames: fc.option(fc.record({ maxLength: small }), { nil: undefined, freq: 10 }),
        dependentRequired: fc.option(fc.record({ a: fc.constant(['b']) }), { nil: undefined, freq: 10 }),
        unevaluatedProperties: fc.option(fc.boolean(), { nil: undefined, freq: 8 }),
      })
      .map(clean),
    array: fc
      .record({
        type: fc.constant('array'),
        items: optional(tie('schema')),
        prefixItems: fc.option(fc.array(tie('plain'), { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 4 }),
        minItems: optional(small),
        maxItems: optional(small),
        uniqueItems: optional(fc.boolean()),
        contains: fc.option(tie('plain'), { nil: undefined, freq: 8 }),
        unevaluatedItems: fc.option(fc.boolean(), { nil: undefined, freq: 10 }),
      })
      .map(clean),
    mixed: fc.oneof(
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
      fc.record({ not: tie('plain') }),
      fc.record({ $ref: fc.constantFrom('#/$defs/x', '#/$defs/y', '#') }),
      fc
        .tuple(tie('plain'), tie('plain'), tie('plain'))
        .map((parts) => Object.fromEntries(['if', 'then', 'else'].map((key, index) => [key, parts[index]]))),
      fc.record({
        type: fc.constantFrom('object', 'string'),
        anyOf: fc.array(tie('object'), { minLength: 1, maxLength: 2 }),
      }),
    ),
    schema: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 4, arbitrary: tie('plain') },
      { weight: 3, arbitrary: tie('object') },
      { weight: 1, arbitrary: tie('array') },
      { weight: 2, arbitrary: tie('mixed') },
      { weight: 1, arbitrary: fc.boolean() },
    ),
  }),
) as { schema: fc.Arbitrary<Schema> };

const root = fc.record({ body: schema, x: schema, y: schema }).map(({ body, x, y }) => {
  if (typeof body === 'boolean') return { not: body ? false : {} };
  return JSON.stringify(body).includes('#/$defs/') ? { ...body, $defs: { x, y } } : body;
});

/** Half of the pairs are one schema and the same with a part exchanged: those that are nearly alike are the hard ones. */
const pair = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(root, root) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(root, fc.nat(), schema, fc.constantFrom('swap', 'drop', 'add'))
      .map(([one, at, part, how]) => [one, changed(one, at, part, how)] as const),
  },
);

function changed(one: object, at: number, part: Schema, how: 'swap' | 'drop' | 'add'): Record<string, unknown> {
  const copy = structuredClone(one) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key]);
      visit((value as Record<string, unknown>)[key]);
    }
  };
  visit(copy);
  const [holder, key] = places[at % Math.max(1, places.length)] ?? [copy, 'type'];
  const old = holder[key];
  const isSchema = typeof old === 'boolean' || (typeof old === 'object' && old !== null && !Array.isArray(old));
  if (how === 'drop' && !Array.isArray(holder)) delete holder[key];
  else if (how === 'add' && isSchema && typeof part === 'object') holder[key] = { ...Object(old), ...part };
  else if (typeof old === 'number') holder[key] = old + 1;
  else if (isSchema && !['$defs', 'properties', 'patternProperties', 'dependentRequired'].includes(key))
    holder[key] = part;
  return copy;
}

const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: scalar },
    {
      weight: 3,
      arbitrary: fc.dictionary(fc.constantFrom(...names, 'd', 'bb'), tie('value'), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
  ),
})).value as fc.Arbitrary<unknown>;

const OPTIONS = {
  strict: false,
  validateFormats: false,
  validateSchema: false,
  addUsedSchema: false,
  logger: false,
} as const;
const ajv = new Ajv2020(OPTIONS);

/** Undefined for a schema that goes round in circles, and for one that ajv does not take. */
function validator(schema: object): ((value: unknown) => boolean) | undefined {
  try {
    const validate = ajv.compile(schema);
    for (const value of [null, 0, '', {}, []]) validate(value);
    return (one) => validate(one) === true;
  } catch {
    return undefined;
  }
}

/** Values of the schema, its own and those near it. */
function samples(schema: object): unknown[] {
  const made = [0, 1, 2, 3].flatMap((branch) =>
    [true, false].map((optional) => sampleOf(schema, newMaker(schema, { branch, optional, blind: true }))),
  );
  return made.filter((one) => one !== undefined);
}

/** Whether each object in the value has only properties that the schema names there. */
function usesOnly(known: ReadonlyMap<string, string>, one: unknown, place = ''): boolean {
  if (Array.isArray(one)) return one.every((item) => usesOnly(known, item, `${place}[]`));
  if (typeof one !== 'object' || one === null) return true;
  return Object.entries(one).every(([key, item]) => {
    const inner = place === '' ? key : `${place}.${key}`;
    return known.has(inner) && usesOnly(known, item, inner);
  });
}

describe('schemas are compared by what they take', () => {
  test('what is not told as a change was valid before and is valid now', () => {
    const seen = { within: 0, proven: 0, doubted: 0, values: 0 };
    fc.assert(
      fc.property(
        pair,
        fc.array(value, { minLength: 4, maxLength: 8 }),
        fc.boolean(),
        ([one, other], values, isLenient) => {
          const [before, after] = [validator(one), validator(other)];
          // ajv takes an empty list for one that contains something, beside `prefixItems` or where it may be anything.
          const text = JSON.stringify([one, other]);
          fc.pre(!/"contains":(?:\{\}|true|\{"description)/.test(text));
          fc.pre(!text.includes('"contains"') || !text.includes('"prefixItems"'));
          fc.pre(before !== undefined && after !== undefined);
          const { changes } = compareSchemas(one, other, isLenient);
          if (changes.length > 0) seen[changes.some(({ example }) => example) ? 'proven' : 'doubted']++;
          for (const { example } of changes)
            if (example) assert.ok(before(example.value) && !after(example.value), JSON.stringify(example));
          if (changes.length > 0) return;
          seen.within++;
          const known = propertiesOf(one);
          for (const each of [...values, ...samples(one), ...samples(other)]) {
            if (!before(each) || (isLenient && !usesOnly(known, each))) continue;
            seen.values++;
            assert.ok(after(each), `valid before, and not now: ${JSON.stringify(each)}`);
          }
        },
      ),
      { numRuns: PAIRS, seed: 20_261_129 },
    );
    if (process.env['SHOW']) console.log(seen);
    assert.ok(seen.within > 2000 && seen.proven > 1500 && seen.values > 10_000, JSON.stringify(seen));
  });

  test('the same said in another way is no change', () => {
    let pairs = 0;
    fc.assert(
      fc.property(root, fc.nat(), (one, seed) => {
        const other = rewritten(one, seed);
        const there = compareSchemas(one, other, false);
        if (there.changes.length > 0 || !there.isSameBack) return;
        pairs++;
        // Said to be equal: the same verdict on every value, both ways.
        const [before, after] = [validator(one), validator(other)];
        for (const each of [...samples(one), ...samples(other)])
          if (before && after) assert.equal(before(each), after(each), JSON.stringify([each, other]));
      }),
      { numRuns: 1000, seed: 20_261_129 },
    );
    assert.ok(pairs > 900, `only ${pairs} were seen to be equal`);
  });
});

/** Keys the other way round, `type` as a list, `const` as `enum`, alternatives and sets in another order, remarks, references. */
function rewritten(one: unknown, seed: number): object {
  const $defs: Record<string, unknown> = {};
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => visit(item, ''));
      return ['anyOf', 'oneOf', 'allOf', 'enum', 'required', 'type'].includes(key) ? items.reverse() : items;
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    if (['properties', 'patternProperties', '$defs', 'dependentRequired'].includes(key))
      return Object.fromEntries(
        entries.map(([name, part]) => [name, key === '$defs' || Array.isArray(part) ? part : refer(visit(part, ''))]),
      );
    const made = Object.fromEntries(
      entries.flatMap(([name, part]): [string, unknown][] => {
        if (name === 'type' && typeof part === 'string' && seed % 2 === 0) return [['type', [part]]];
        if (name === 'type' && part === 'integer' && !('multipleOf' in value))
          return [
            ['type', 'number'],
            ['multipleOf', 1],
          ];
        if (name === 'const' && seed % 3 === 0) return [['enum', [part]]];
        return [[name, visit(part, name)]];
      }),
    );
    return { ...made, title: 'said in another way' };
  };
  const refer = (part: unknown) => {
    const id = `r${Object.keys($defs).length}`;
    if (seed % 5 !== 0 || JSON.stringify(part).includes('"#"')) return part;
    $defs[id] = part;
    return { $ref: `#/$defs/${id}` };
  };
  const made = visit(one, '') as Record<string, unknown>;
  const defs = { ...(one as { $defs?: object }).$defs, ...$defs };
  return Object.keys(defs).length > 0 ? { ...made, $defs: defs } : made;
}
