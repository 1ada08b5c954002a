/** What plain keywords ask of a value itself: its type, its size, its text. */
import { isObject } from '../json/kind.ts';
import { formatTest, isKnownFormat } from './formats.ts';
import { readPattern } from './patterns.ts';
import { isTame, LONGEST_TEXT } from './plain-pattern.ts';
import { NOTHING, type Read, type Run, type Test } from './plain-run.ts';

const LONGEST_PATTERN = 5000;

const TYPES: Readonly<Record<string, Test>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value, run) => typeof value === 'number' && isCountable(value, run),
  integer: (value, run) => typeof value === 'number' && isCountable(value, run) && value % 1 === 0,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const type: Read = (value, _reader, { nullable }) => {
  const names = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(names) || names.length === 0 || new Set(names).size !== names.length) return undefined;
  if (!names.every((name) => typeof name === 'string' && Object.hasOwn(TYPES, name))) return undefined;
  const tests = (nullable === true ? [...names, 'null'] : names).map((name: string) => TYPES[name]!);
  return tests.length === 1 ? tests[0] : (given, run) => tests.some((test) => test(given, run));
};

const enumeration: Read = (value) => {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isScalar)) return undefined;
  const allowed = new Set(value);
  return (given) => allowed.has(given);
};

const constant: Read = (value) => (isScalar(value) ? (given) => given === value : undefined);

function isScalar(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || value === null);
}

/** JSON has no other numbers; what reads `1e999` has. */
function isCountable(value: number, run: Run): boolean {
  return Number.isFinite(value) || run.giveUp();
}

const limit =
  (holds: (given: number, limit: number) => boolean): Read =>
  (limit) =>
    typeof limit === 'number' && Number.isFinite(limit)
      ? (given, run) => typeof given !== 'number' || (isCountable(given, run) && holds(given, limit))
      : undefined;

/** As ajv does it: 1e21 is written with an exponent, and parseInt reads the 1. */
const multipleOf: Read = (step) => {
  if (typeof step !== 'number' || !Number.isFinite(step) || step <= 0) return undefined;
  return (given, run) => {
    if (typeof given !== 'number' || !isCountable(given, run)) return true;
    const quotient = given / step;
    return quotient === Number.parseInt(String(quotient), 10);
  };
};

/** How many of something a value may have; `size` is undefined for what has none. */
export const size =
  (sizeOf: (given: unknown, run: Run) => number | undefined, holds: (size: number, limit: number) => boolean): Read =>
  (limit) => {
    if (typeof limit !== 'number' || !Number.isSafeInteger(limit) || limit < 0) return undefined;
    return (given, run) => {
      const has = sizeOf(given, run);
      return has === undefined || holds(has, limit);
    };
  };
export const atLeast = (has: number, least: number): boolean => has >= least;
export const atMost = (has: number, most: number): boolean => has <= most;

/** In characters, of which some are two units long. */
function lengthOf(given: unknown, run: Run): number | undefined {
  if (typeof given !== 'string') return undefined;
  run.spend(given.length >> 4);
  let pairs = 0;
  for (let index = 0; index < given.length - 1; index += 1) {
    if ((given.charCodeAt(index) & 0xfc00) !== 0xd800 || (given.charCodeAt(index + 1) & 0xfc00) !== 0xdc00) continue;
    pairs += 1;
    index += 1;
  }
  return given.length - pairs;
}

const pattern: Read = (source, { needsGuard }) => {
  if (typeof source !== 'string' || source.length > LONGEST_PATTERN) return undefined;
  const regexp = rightPattern(source);
  if (regexp === undefined) return undefined;
  const tame = isTame(source);
  if (!tame) needsGuard();
  return (given, run) =>
    typeof given !== 'string' || (tame && given.length > LONGEST_TEXT ? run.giveUp() : regexp.test(given));
};

/** Undefined where something has to be said of it. */
function rightPattern(source: string): RegExp | undefined {
  try {
    const { regexp, notUnicode } = readPattern(source);
    return notUnicode === undefined ? regexp : undefined;
  } catch {
    return undefined;
  }
}

/** For short texts; a name that nobody checks asks nothing. */
const format: Read = (name) => {
  if (typeof name !== 'string' || !isKnownFormat(name)) return undefined;
  const test = formatTest(name);
  if (test === undefined) return NOTHING;
  const { of, holds } = test;
  if (of === 'number')
    return (given, run) => typeof given !== 'number' || (isCountable(given, run) && holds(given as never));
  return (given, run) =>
    typeof given !== 'string' || (given.length > LONGEST_TEXT ? run.giveUp() : holds(given as never));
};

export const VALUE_KEYWORDS: Readonly<Record<string, Read>> = {
  type,
  enum: enumeration,
  const: constant,
  minimum: limit((given, least) => given >= least),
  maximum: limit((given, most) => given <= most),
  exclusiveMinimum: limit((given, least) => given > least),
  exclusiveMaximum: limit((given, most) => given < most),
  multipleOf,
  minLength: size(lengthOf, atLeast),
  maxLength: size(lengthOf, atMost),
  pattern,
  format,
};
