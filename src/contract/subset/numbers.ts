/** Numbers: limits and steps. */
import { type Facts, limitOf, samplesOf } from './group.ts';
import { type Reason, reason, saying } from './reason.ts';
import { numberIn, type Schema } from './side.ts';
import type { Facet } from './task.ts';
import { typesOf } from './types.ts';

export const numberFacet: Facet = (facts, leaf) => {
  if (!facts.types.names.has('number')) return [];
  const limits = [...limitReasons(facts, leaf, LOWER), ...limitReasons(facts, leaf, UPPER)];
  // Both ends of it are one remark.
  const beside = limits.filter((one, index) => one !== EXACT || limits.indexOf(one) === index);
  return [...beside, ...step(facts, leaf)];
};

/**
 * The limits of what JavaScript can tell apart, which some schema libraries write of every whole number: without a value, since
 * numbers beyond them did not reach a server in JavaScript as they were sent.
 */
const EXACT = reason(
  saying(
    'takes only whole numbers within ±9007199254740991 now, all that are exact in JavaScript',
    'may be a whole number beyond ±9007199254740991 now, which is not exact in JavaScript',
  ),
);

/** One end of what a number may be. */
interface End {
  readonly of: (leaves: readonly Schema[], facts: Facts) => Limit | undefined;
  /** Where values leave it. */
  readonly outward: 1 | -1;
  readonly isInside: (value: number, limit: Limit) => boolean;
  readonly must: (isOut: boolean) => string;
  readonly may: string;
}

const LOWER: End = {
  of: lowest,
  outward: -1,
  isInside: isAbove,
  must: (isOut) => (isOut ? 'above' : 'at least'),
  may: 'below',
};
const UPPER: End = {
  of: highest,
  outward: 1,
  isInside: isBelow,
  must: (isOut) => (isOut ? 'below' : 'at most'),
  may: 'above',
};

function limitReasons(facts: Facts, leaf: Schema, { of, outward, isInside, must, may }: End): Reason[] {
  const [known, wanted] = [of(facts.leaves, facts), of([leaf], facts)];
  if (!wanted) return [];
  const { at, isOut } = wanted;
  const isKept = known && (outward * (at - known.at) > 0 || (known.at === at && (known.isOut || !isOut)));
  if (isKept) return [];
  if (!known && at === outward * Number.MAX_SAFE_INTEGER && areWhole(facts, leaf)) return [EXACT];
  const near = [at, at + outward, at + outward * 0.5, ...(known ? [known.at, (known.at + at) / 2] : [])];
  const outside = near.filter((one) => !isInside(one, wanted));
  return [reason(saying(`must be ${must(isOut)} ${at} now`, `may be ${may} ${at} now`), fitting(facts, outside))];
}

function areWhole({ types }: Facts, leaf: Schema): boolean {
  return types.areIntegers || typesOf([leaf]).areIntegers;
}

interface Limit {
  readonly at: number;
  /** The limit itself is not in. */
  readonly isOut: boolean;
}

function lowest(leaves: readonly Schema[], { types }: Facts): Limit | undefined {
  const limits = [limit(limitOf(leaves, 'minimum'), false), limit(limitOf(leaves, 'exclusiveMinimum'), true)];
  const [first] = limits.flat().sort((a, b) => b.at - a.at || Number(b.isOut) - Number(a.isOut));
  if (!first || !types.areIntegers) return first;
  return { at: first.isOut ? Math.floor(first.at) + 1 : Math.ceil(first.at), isOut: false };
}

function highest(leaves: readonly Schema[], { types }: Facts): Limit | undefined {
  const limits = [limit(limitOf(leaves, 'maximum'), false), limit(limitOf(leaves, 'exclusiveMaximum'), true)];
  const [first] = limits.flat().sort((a, b) => a.at - b.at || Number(b.isOut) - Number(a.isOut));
  if (!first || !types.areIntegers) return first;
  return { at: first.isOut ? Math.ceil(first.at) - 1 : Math.floor(first.at), isOut: false };
}

function limit(at: number | undefined, isOut: boolean): Limit[] {
  return at === undefined ? [] : [{ at, isOut }];
}

function isAbove(value: number, { at, isOut }: Limit): boolean {
  return isOut ? value > at : value >= at;
}

function isBelow(value: number, { at, isOut }: Limit): boolean {
  return isOut ? value < at : value <= at;
}

/** Whole numbers where no others are valid; on a grid where there is one. */
function fitting({ leaves, types }: Facts, values: readonly number[]): number[] {
  const grid = limitOf(leaves, 'multipleOf');
  const on = (value: number) => (grid ? [Math.floor(value / grid) * grid, Math.ceil(value / grid) * grid] : [value]);
  return values.flatMap(on).filter((value) => !types.areIntegers || Number.isInteger(value));
}

/** Fractions are not exact: of them only the same one is within. */
function step(facts: Facts, leaf: Schema): Reason[] {
  const wanted = numberIn(leaf, 'multipleOf');
  if (wanted === undefined || wanted <= 0) return [];
  const isWithin = (known: number | undefined) =>
    known === wanted || (Number.isInteger(known) && Number.isInteger(wanted) && known! % wanted === 0);
  const isKnown = facts.leaves.some((one) => isWithin(numberIn(one, 'multipleOf')));
  if (isKnown || (facts.types.areIntegers && wanted === 1)) return [];
  const near = numbersOf(facts).flatMap((one) => [one, one + 1, one + 0.5, one - 1]);
  const off = near.filter((one) => !Number.isInteger(one / wanted));
  return [reason(saying(`must be a multiple of ${wanted} now`, `need not be a multiple of ${wanted} any more`), off)];
}

/** Some numbers that may be valid. */
export function numbersOf(facts: Facts): number[] {
  return samplesOf(facts, { type: 'number' }).filter((value) => typeof value === 'number');
}
