/** JSON data without secrets: in its strings, keys and numbers, and where one is spread over several of them; in bounded work. */
import type { Bits } from './bits.ts';
import { type LaidOut, type Leaf, layOut, withLeaves } from './deep.ts';
import { type Budget, type Finders, lookAcross } from './look.ts';
import { partsAt, type Range, unite } from './range.ts';
import { inString } from './written.ts';

/** Somebody waits: a signal that is or is not aborted. */
export interface Hurry {
  readonly aborted: boolean;
}

/** `more`: what is known of the text beside what it shows by itself. */
export type CleanText = (text: string, budget?: Budget, more?: readonly Range[]) => Bits<string>;

/** By the place of a leaf, what of it is a part of something that is spread over several. */
type Spread = ReadonlyMap<number, readonly Range[]>;

/** The characters that may be looked at for one value, and the more for each of its own: plain JSON takes less than three. */
const LEAST_BUDGET = 8 * 1024 * 1024;
const BUDGET_GROWTH = 4;
/** So many characters of its strings are one bit of work. */
const BIT = 16 * 1024;

/** The same object where nothing changed. What is over the budget is hidden. */
export function* cleanValue<T>(value: T, finders: Finders, cleanText: CleanText, hurry?: Hurry): Bits<T> {
  if (typeof value === 'string') return (yield* cleanText(value, { left: LEAST_BUDGET })) as T;
  const laidOut = layOut(value);
  const { text, leaves } = laidOut;
  const [across, own] = [budgetFor(text), budgetFor(text)];
  const heed = () => {
    if (hurry?.aborted) across.left = own.left = 0;
  };
  const found = leaves.length > 1 ? yield* between(lookAcross(text, finders, across), heed) : [];
  const clean = yield* between(cleanLeaves(laidOut, partsOf(found, laidOut), cleanText, own), heed);
  let next = 0;
  return withLeaves(value, () => clean[next++]) as T;
}

/** The same work, with something that is done after each break. */
function* between<T>(work: Bits<T>, after: () => void): Bits<T> {
  for (;;) {
    const bit = work.next();
    if (bit.done) return bit.value;
    yield;
    after();
  }
}

function* cleanLeaves(
  { leaves, starts, ends }: LaidOut,
  spread: Spread,
  cleanText: CleanText,
  budget: Budget,
): Bits<unknown[]> {
  const clean: unknown[] = [];
  let since = 0;
  for (const [index, leaf] of leaves.entries()) {
    clean.push(yield* cleanLeaf(leaf, cleanText, budget, spread.get(index)));
    since += ends[index]! - starts[index]!;
    if (since < BIT) continue;
    since = 0;
    yield;
  }
  return clean;
}

function budgetFor({ length }: string): Budget {
  return { left: LEAST_BUDGET + BUDGET_GROWTH * length };
}

/** A number that holds no secret stays one; one that has a part in a secret goes as a whole. */
function* cleanLeaf(leaf: Leaf, cleanText: CleanText, budget: Budget, more?: readonly Range[]): Bits<unknown> {
  const text = String(leaf);
  const clean = yield* cleanText(text, budget, more);
  return clean === text ? leaf : clean;
}

/** The ranges of all of the text as parts of those leaves that they touch. */
function partsOf(found: readonly Range[], { leaves, starts, ends }: LaidOut): Spread {
  const parts = partsAt(unite(found), starts, ends);
  return new Map([...parts].map(([index, ranges]) => [index, inLeaf(leaves[index]!, ranges)]));
}

function inLeaf(leaf: Leaf, ranges: readonly Range[]): readonly Range[] {
  if (typeof leaf === 'string') return inString(leaf, ranges);
  return [{ start: 0, end: String(leaf).length, name: ranges[0]!.name }];
}
