/** What plain keywords ask of the parts of a value, and what they ask by other schemas. */
import { isObject } from '../json/kind.ts';
import { NOTHING, type Read, type Reader, type Run, type Test } from './plain-run.ts';
import { atLeast, atMost, size } from './plain-values.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A property like any other in JSON, and not in the code that ajv writes. */
const PROTO = '__proto__';

const properties: Read = (value, reader) => {
  const tests = testsByName(value, reader);
  if (tests === undefined) return undefined;
  const entries = Object.entries(tests);
  return (given, run) => {
    if (!isObject(given)) return true;
    run.spend(entries.length);
    return entries.every(([name, test]) => !has(given, name) || run.inside(test, given[name]));
  };
};

function testsByName(value: unknown, reader: Reader): Record<string, Test> | undefined {
  if (!isObject(value)) return undefined;
  const tests: Record<string, Test> = {};
  for (const [name, schema] of Object.entries(value)) {
    const test = name === PROTO ? undefined : reader.inside(schema);
    if (test === undefined) return undefined;
    tests[name] = test;
  }
  return tests;
}

/** Undefined in the place of a value is none: it comes from our own files, if at all. */
function has(given: Schema, name: string): boolean {
  return Object.hasOwn(given, name) && given[name] !== undefined;
}

/** A name that is not among the properties is most often a slip of the pen, which has words of its own. */
const required: Read = (value, _reader, { properties: among }) => {
  // Of the empty name ajv thinks otherwise inside `not`.
  if (!Array.isArray(value) || !value.every((name) => typeof name === 'string' && name !== '')) return undefined;
  if (new Set(value).size !== value.length) return undefined;
  if (isObject(among) && !value.every((name) => Object.hasOwn(among, name))) return undefined;
  return (given, run) => {
    if (!isObject(given)) return true;
    run.spend(value.length);
    return value.every((name) => has(given, name));
  };
};

const additionalProperties: Read = (value, reader, { properties: named }) => {
  const test = reader.inside(value);
  if (test === undefined || test === NOTHING) return test;
  const known = new Set(isObject(named) ? Object.keys(named) : []);
  return (given, run) => {
    if (!isObject(given)) return true;
    const names = Object.keys(given);
    run.spend(names.length);
    return names.every((name) => known.has(name) || run.inside(test, given[name]));
  };
};

const propertyNames: Read = (value, reader) => {
  const test = reader.inside(value);
  if (test === undefined || test === NOTHING) return test;
  return (given, run) => {
    if (!isObject(given)) return true;
    const names = Object.keys(given);
    run.spend(names.length);
    return names.every((name) => run.inside(test, name));
  };
};

/** A list of them is a tuple in older dialects. */
const items: Read = (value, reader, { prefixItems: before }) => {
  const test = reader.inside(value);
  if (test === undefined || test === NOTHING) return test;
  const from = Array.isArray(before) ? before.length : 0;
  return (given, run) => {
    if (!Array.isArray(given)) return true;
    run.spend(given.length);
    return given.every((item, index) => index < from || run.inside(test, item));
  };
};

const prefixItems: Read = (value, reader) => {
  const tests = reader.dialect === '2020-12' ? listOf(value, reader.inside) : undefined;
  if (tests === undefined) return undefined;
  return (given, run) => {
    if (!Array.isArray(given)) return true;
    run.spend(tests.length);
    return tests.every((test, index) => index >= given.length || run.inside(test, given[index]));
  };
};

/** Of what can be compared at once. */
const uniqueItems: Read = (value) => {
  if (typeof value !== 'boolean') return undefined;
  if (!value) return NOTHING;
  return (given, run) => {
    if (!Array.isArray(given)) return true;
    run.spend(given.length);
    if (given.length > 1 && given.some((item) => typeof item === 'object' || item === PROTO)) return run.giveUp();
    return new Set(given).size === given.length;
  };
};

const sizeOfObject = (given: unknown, run: Run): number | undefined => {
  if (!isObject(given)) return undefined;
  const names = Object.keys(given).length;
  run.spend(names);
  return names;
};
const sizeOfArray = (given: unknown): number | undefined => (Array.isArray(given) ? given.length : undefined);

function listOf(value: unknown, read: Reader['inside']): readonly Test[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const tests = value.map(read).filter((test) => test !== undefined);
  return tests.length === value.length ? tests : undefined;
}

/** Whether as many of several schemas hold as there should. */
const several =
  (holds: (tests: readonly Test[], given: unknown, run: Run) => boolean): Read =>
  (value, reader) => {
    const tests = listOf(value, reader.beside);
    return tests && ((given, run) => holds(tests, given, run));
  };

const allOf = several((tests, given, run) => tests.every((test) => run.inside(test, given)));
const anyOf = several((tests, given, run) => tests.some((test) => run.inside(test, given)));
const oneOf = several((tests, given, run) => tests.filter((test) => run.inside(test, given)).length === 1);

const not: Read = (value, reader) => {
  const test = reader.beside(value);
  return test && ((given, run) => !run.inside(test, given));
};

const definitions: Read = (value, reader) => (testsByName(value, reader) ? NOTHING : undefined);

const reference: Read = (value, { refer }) => {
  if (typeof value !== 'string') return undefined;
  const test = refer(value);
  return (given, run) => run.inside(test, given);
};

export const PART_KEYWORDS: Readonly<Record<string, Read>> = {
  properties,
  required,
  additionalProperties,
  propertyNames,
  minProperties: size(sizeOfObject, atLeast),
  maxProperties: size(sizeOfObject, atMost),
  items,
  prefixItems,
  uniqueItems,
  minItems: size(sizeOfArray, atLeast),
  maxItems: size(sizeOfArray, atMost),
  allOf,
  anyOf,
  oneOf,
  not,
  $defs: definitions,
  definitions,
  $ref: reference,
};
