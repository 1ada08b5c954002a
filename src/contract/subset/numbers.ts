/** Numbers: limits and steps. */
import { type Facts, limitOf, samplesOf } from './group.ts';
import { type Reason, reason, saying } from './reason.ts';
import { numberIn, type Schema } from './side.ts';
import type { Facet } from './task.ts';

export const numberFacet: Facet = (facts, leaf) => {
  if (!facts.types.names.has('number')) return [];
  return [...lowerLimit(facts, leaf), ...upperLimit(facts, leaf), ...step(facts, leaf)];
};

function lowerLimit(facts: Facts, leaf: Schema): Reason[] {
  const [known, wanted] = [lowest(facts.leaves, facts), lowest([leaf], facts)];
  if (!wanted || (known && (known.at > wanted.at || (known.at === wanted.at && (known.isOut || !wanted.isOut)))))
    return [];
  const less = [wanted.at, wanted.at - 1, wanted.at - 0.5, ...(known ? [known.at, (known.at + wanted.at) / 2] : [])];
  const words = saying(
    `must be ${wanted.isOut ? 'above' : 'at least'} ${wanted.at} now`,
    `may be below ${wanted.at} now`,
  );
  return [
    reason(
      words,
      fitting(
        facts,
        less.filter((one) => !isAbove(one, wanted)),
      ),
    ),
  ];
}

function upperLimit(facts: Facts, leaf: Schema): Reason[] {
  const [known, wanted] = [highest(facts.leaves, facts), highest([leaf], facts)];
  if (!wanted || (known && (known.at < wanted.at || (known.at === wanted.at && (known.isOut || !wanted.isOut)))))
    return [];
  const more = [wanted.at, wanted.at + 1, wanted.at + 0.5, ...(known ? [known.at, (known.at + wanted.at) / 2] : [])];
  const words = saying(
    `must be ${wanted.isOut ? 'below' : 'at most'} ${wanted.at} now`,
    `may be above ${wanted.at} now`,
  );
  return [
    reason(
      words,
      fitting(
        facts,
        more.filter((one) => !isBelow(one, wanted)),
      ),
    ),
  ];
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
