/** JSON data without secrets, in work that is bounded for all of it. */
import type { Bits } from './bits.ts';
import { type Leaf, leavesOf, withLeaves } from './deep.ts';
import type { Budget } from './look.ts';

/** Somebody waits: a signal that is or is not aborted. */
export interface Hurry {
  readonly aborted: boolean;
}

type CleanText = (text: string, budget: Budget) => Bits<string>;

/** The characters that may be looked at for one value, and the more for each of its own: plain JSON takes less than three. */
const LEAST_BUDGET = 8 * 1024 * 1024;
const BUDGET_GROWTH = 4;
/** So many characters of its strings are one bit of work. */
const BIT = 16 * 1024;

/** Redacted in strings, keys and numbers; the same object where nothing changed. What is over the budget is hidden. */
export function* cleanValue<T>(value: T, cleanText: CleanText, hurry?: Hurry): Bits<T> {
  if (typeof value === 'string') return (yield* cleanText(value, { left: LEAST_BUDGET })) as T;
  const leaves = leavesOf(value);
  const budget = budgetFor(leaves);
  const clean: unknown[] = [];
  let since = 0;
  for (const leaf of leaves) {
    clean.push(yield* cleanLeaf(leaf, cleanText, budget));
    since += lengthOf(leaf);
    if (since < BIT) continue;
    since = 0;
    yield;
    if (hurry?.aborted) budget.left = 0;
  }
  let next = 0;
  return withLeaves(value, () => clean[next++]) as T;
}

function budgetFor(leaves: readonly Leaf[]): Budget {
  const length = leaves.reduce<number>((sum, leaf) => sum + lengthOf(leaf), 0);
  return { left: LEAST_BUDGET + BUDGET_GROWTH * length };
}

/** A number that holds no secret stays one. */
function* cleanLeaf(leaf: Leaf, cleanText: CleanText, budget: Budget): Bits<unknown> {
  const text = String(leaf);
  const clean = yield* cleanText(text, budget);
  return clean === text ? leaf : clean;
}

/** A digit or two more or less do not matter. */
function lengthOf(leaf: Leaf): number {
  return typeof leaf === 'string' ? leaf.length : 8;
}
