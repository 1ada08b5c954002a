/** Schemas and values by chance; and the property that what is plain is judged as ajv judges it. */
import assert from 'node:assert/strict';
import { outOfBounds } from '../../src/schema/bounds.ts';
import { dialectOf } from '../../src/schema/dialect.ts';
import { judge } from '../../src/schema/judge.ts';
import { readPlain } from '../../src/schema/plain.ts';
import { Chance, mutated } from './chance.ts';

const DIALECTS = [
  undefined,
  'https://json-schema.org/draft/2020-12/schema',
  'https://json-schema.org/draft/2019-09/schema',
  'http://json-schema.org/draft-07/schema#',
  'http://json-schema.org/draft-06/schema#',
  'https://example.com/own',
];
const TYPES = ['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'];
const FORMATS = [
  ...[
    'date',
    'date-time',
    'time',
    'email',
    'uri',
    'uri-reference',
    'uuid',
    'ipv4',
    'ipv6',
    'hostname',
    'regex',
    'byte',
  ],
  ...['int32', 'int64', 'float', 'double', 'password', 'binary', 'duration', 'json-pointer', 'iri', 'idn-email', 'url'],
];
const PATTERNS = [
  '^[a-z]+$',
  'a',
  '^\\d{2,3}$',
  '^(a|b)*$',
  '.',
  '',
  '^.{1,2}$',
  '\\p{L}',
  '[^a]?b',
  '^a?b?',
  '^[\\w-]+$',
  '^\\-?[\\w-.]*$',
];
const NAMES = ['a', 'b', 'c', 'constructor', 'toString', 'length', ''];
const REFERENCES = ['#', '#/$defs/a', '#/$defs/b', '#/definitions/a', '#/properties/a', '#/$defs/missing'];
const SCALARS = [
  null,
  true,
  false,
  0,
  -0,
  1,
  1.5,
  -1,
  2,
  1e21,
  5e-324,
  '',
  'a',
  'b',
  'ab',
  '1',
  '😀',
  '\ud83d',
  '__proto__',
];
const TEXTS = [
  ...[
    '2024-02-29',
    '2025-02-29',
    '2025-01-01T00:00:00Z',
    '12:00:00Z',
    'a@b.cd',
    'file:///x',
    '1.2.3.4',
    '::1',
    'P1D',
    '(',
  ],
  ...[
    'b4e62ea6-0c4d-4d3c-9e5e-0d6a4f6c1b2a',
    'AAAA',
    '/a',
    'x'.repeat(300),
    'http://x/ y',
    '1.0',
    'xn--',
    'a.b',
    '12',
    'aa',
  ],
];

function schemaBy(chance: Chance, depth: number): unknown {
  if (chance.is(0.06)) return chance.is(0.7);
  const inner = () => schemaBy(chance, depth - 1);
  const count = () => chance.of([0, 1, 2, 3]);
  const bound = () => chance.of([-1, 0, 1, 1.5, 2, 100]);
  const inners = () => [inner(), ...chance.list(2, inner)];
  const named = () => Object.fromEntries(chance.list(3, () => [chance.of(NAMES), inner()]));
  const scalars = () => [chance.of(SCALARS), ...chance.list(3, () => chance.of(SCALARS))];
  const nested = {
    properties: named,
    additionalProperties: inner,
    propertyNames: inner,
    items: inner,
    prefixItems: inners,
    allOf: inners,
    anyOf: inners,
    oneOf: inners,
    not: inner,
    $ref: () => chance.of(REFERENCES),
    $defs: () => ({ a: inner(), b: inner() }),
    definitions: () => ({ a: inner() }),
  };
  const flat = {
    minProperties: count,
    maxProperties: count,
    minItems: count,
    maxItems: count,
    minLength: count,
    maxLength: count,
    uniqueItems: () => chance.is(0.8),
    required: () => [...new Set(chance.list(2, () => chance.of(NAMES)))],
    enum: scalars,
    const: () => chance.of(SCALARS),
    minimum: bound,
    maximum: bound,
    exclusiveMinimum: bound,
    exclusiveMaximum: bound,
    multipleOf: () => chance.of([1, 0.1, 2, 1.5]),
    pattern: () => chance.of(PATTERNS),
    format: () => chance.of(FORMATS),
    nullable: () => chance.is(0.7),
    title: () => 'x',
    default: () => chance.of(SCALARS),
    examples: () => scalars(),
    deprecated: () => true,
    discriminator: () => ({ propertyName: 'a' }),
    strict: () => true,
    'x-y': () => null,
  };
  const type = () => (chance.is(0.8) ? chance.of(TYPES) : [...new Set([chance.of(TYPES), chance.of(TYPES)])]);
  return {
    ...chance.some({ type }, 0.6),
    ...(depth > 0 ? chance.some(nested, 0.13) : {}),
    ...chance.some(flat, 0.06),
  };
}

function valueBy(chance: Chance, depth: number): unknown {
  if (depth === 0 || chance.is(0.4)) return chance.is(0.3) ? chance.of(TEXTS) : chance.of(SCALARS);
  const inner = () => valueBy(chance, depth - 1);
  if (chance.is(0.4)) return chance.list(3, inner);
  return Object.fromEntries(chance.list(4, () => [chance.of(NAMES), inner()]));
}

export interface Tally {
  readonly pairs: number;
  readonly plain: number;
  readonly fitting: number;
  readonly beyond: number;
}

/** Holds `schema` and `values` against ajv; fails where they disagree. */
export function compare(schema: unknown, values: readonly unknown[]): Tally {
  const none = { pairs: 0, plain: 0, fitting: 0, beyond: 0 };
  if (outOfBounds(schema)) return none;
  const dialect = dialectOf(schema);
  const plain = readPlain(schema, dialect);
  if (plain === undefined) return none;
  const shown = JSON.stringify(schema);
  const { problems, compiled } = judge(schema, dialect);
  assert.deepEqual(problems, [], shown);
  const answers = values.map((value) => ({ value, fits: plain.fits(value) }));
  for (const { value, fits } of answers) {
    if (fits === undefined) continue;
    // ajv runs into values of its own making (`{"toString":1}`), which is asked of what we say does not fit only.
    assert.equal(fits, answerOf(compiled!.full, value), `${shown} and ${JSON.stringify(value)}`);
  }
  const fitting = answers.filter(({ fits }) => fits === true).length;
  const beyond = answers.filter(({ fits }) => fits === undefined).length;
  return { pairs: values.length, plain: 1, fitting, beyond };
}

function answerOf(validate: (value: unknown) => unknown, value: unknown): boolean {
  try {
    return validate(value) === true;
  } catch {
    return false;
  }
}

/** Makes schemas with ten values each, until there are `pairs` that are ours to judge. */
export function assertPlainIsExact(pairs: number, seed: number): Tally {
  const chance = new Chance(seed);
  let sum = { pairs: 0, plain: 0, fitting: 0, beyond: 0 };
  while (sum.pairs < pairs) {
    const $schema = chance.of(DIALECTS);
    const made = schemaBy(chance, 3);
    const rooted = typeof made === 'object' && $schema !== undefined ? { $schema, ...made } : made;
    const schema = chance.is(0.15) ? mutated(rooted, chance) : rooted;
    const values = Array.from({ length: 10 }, () => {
      const value = valueBy(chance, 3);
      return chance.is(0.2) ? mutated(value, chance) : value;
    });
    const one = compare(schema, values);
    sum = {
      pairs: sum.pairs + one.pairs,
      plain: sum.plain + one.plain,
      fitting: sum.fitting + one.fitting,
      beyond: sum.beyond + one.beyond,
    };
  }
  return sum;
}
