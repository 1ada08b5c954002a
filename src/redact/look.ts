/** Looks for secrets in texts of any length, in bounded work. */
import type { Secret } from '../model.ts';
import type { Bits } from './bits.ts';
import { Finder } from './finder.ts';
import { type Needle, needlesOf, wideNeedlesOf } from './needle.ts';
import type { Range } from './range.ts';
import { rangesAcross, rangesOf, TooIntricate, type Wanted } from './ranges.ts';
import { withSafeNames } from './safe-names.ts';

export type Finders = Pick<Wanted, 'narrow' | 'wide'>;
/** The characters that may still be looked at, decoded ones too. */
export type Budget = Wanted['budget'];

/** So much is searched at a time; a secret that lies across is found by the overlap. */
const STRETCH = 64 * 1024;
/** The characters that may be looked at for one stretch, and for one text, decoded ones too. */
const STRETCH_BUDGET = 4 * 1024 * 1024;
const TEXT_BUDGET = 8 * 1024 * 1024;
/** Stands for a stretch in which encodings are piled up so high that it cannot be searched. */
export const UNSEARCHED = 'too intricate';
/** The longest form of a secret, for each of its characters, and at most. */
const GROWTH = 32;
const MOST_GROWN = 32 * 1024;

export function findersOf(secrets: readonly Secret[]): Finders {
  const needles = eachOnce(withSafeNames(secrets).flatMap(needlesOf));
  return { narrow: new Finder(needles), wide: new Finder([...needles, ...needles.flatMap(wideNeedlesOf)]) };
}

/** So much of a text before a cut may be the start of a secret in some encoding. */
export function marginOf({ narrow }: Finders): number {
  return Math.min(MOST_GROWN, GROWTH * narrow.longest);
}

/**
 * Where secrets stand in the text, and what could not be searched; some of it twice. A bit for each stretch. `all` is the budget
 * of everything that the text is a part of.
 */
export function look(text: string, finders: Finders, all: Budget = { left: TEXT_BUDGET }): Bits<Range[]> {
  return inStretches(text, finders, { all, most: TEXT_BUDGET }, (stretch, budget, cuts) =>
    rangesOf(stretch, { ...finders, cuts, budget }),
  );
}

/** The same of what several values of a JSON text make together. */
export function lookAcross(json: string, finders: Finders, all: Budget): Bits<Range[]> {
  return inStretches(json, finders, { all, most: all.left }, (stretch, budget) =>
    rangesAcross(stretch, { ...finders, budget }),
  );
}

type Search = (stretch: string, budget: Budget, cuts: NonNullable<Wanted['cuts']>) => Range[];

function* inStretches(
  text: string,
  finders: Finders,
  { all, most }: { readonly all: Budget; readonly most: number },
  search: Search,
): Bits<Range[]> {
  const found: Range[] = [];
  if (finders.narrow.longest === 0) return found;
  let left = most;
  for (const { start, end } of stretchesOf(text, finders)) {
    if (start > 0) yield;
    const cuts = { start: start === 0, end: end === text.length };
    const given = Math.min(left, STRETCH_BUDGET, all.left);
    const budget = { left: given };
    const ranges = unlessIntricate(() => search(text.slice(start, end), budget, cuts));
    const used = given - Math.max(0, budget.left);
    left -= used;
    all.left -= used;
    const whole = [{ start: 0, end: end - start, name: UNSEARCHED }];
    for (const range of ranges ?? whole) found.push({ ...range, start: range.start + start, end: range.end + start });
  }
  return found;
}

/** The names of the secrets in each stretch of a finished text, one stretch at a time. */
export function* lookThrough(text: string, finders: Finders): Generator<readonly string[]> {
  if (finders.narrow.longest === 0) return;
  for (const { start, end } of stretchesOf(text, finders)) {
    // The pieces of a whole document, of which each has been searched, are not put together.
    const wanted = { ...finders, hasPieces: false, budget: { left: STRETCH_BUDGET } };
    const ranges = unlessIntricate(() => rangesOf(text.slice(start, end), wanted)) ?? [];
    yield ranges.map(({ name }) => name);
  }
}

/** Adds the names of secrets that are spread over the values of one line, which is JSON or has some in it. */
export function* lookThroughLines(text: string, finders: Finders, names: Set<string>): Bits<void> {
  let since = 0;
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    const found = yield* lookAcross(text.slice(start, end), finders, { left: Number.POSITIVE_INFINITY });
    for (const { name } of found) if (name !== UNSEARCHED) names.add(name);
    since += end - start;
    start = end + 1;
    if (since < STRETCH) continue;
    since = 0;
    yield;
  }
}

function* stretchesOf(text: string, finders: Finders): Generator<Pick<Range, 'start' | 'end'>> {
  const overlap = marginOf(finders);
  for (let start = 0; start === 0 || start + overlap < text.length; start += STRETCH) {
    yield { start, end: Math.min(text.length, start + STRETCH + overlap) };
  }
}

/** Undefined for a text that is too intricate. */
function unlessIntricate(search: () => Range[]): Range[] | undefined {
  try {
    return search();
  } catch (error) {
    if (error instanceof TooIntricate) return undefined;
    throw error;
  }
}

/** The first secret of equal ones gives the name. */
function eachOnce(needles: readonly Needle[]): Needle[] {
  const byText = new Map([...needles].reverse().map((needle) => [needle.text, needle]));
  return [...byText.values()].reverse();
}
