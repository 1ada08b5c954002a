/** Why one schema may not be within another: the place, words for people, and values that may show it. */
import type { Json } from '../../model.ts';

/** A property's name, or `[]` for items. */
export type Path = readonly string[];

export interface Reason {
  readonly path: Path;
  /** Of an input, which takes less than before; and of an output, which may be more than before. */
  readonly words: Words;
  /** A property that may be absent on one side must be there on the other. */
  readonly isRequired?: true;
  /** The words say that it cannot be told: with a value that shows it, it can. */
  readonly isDoubt?: true;
  /** Values for the whole that may be valid on one side and not on the other; without one it is a doubt. */
  readonly values: readonly Json[];
}

export interface Words {
  readonly input: string;
  readonly output: string;
}

export function saying(input: string, output: string): Words {
  return { input, output };
}

export const ITEMS = '[]';
const MOST_VALUES = 4;
/** Of one pair of schemas. */
export const MOST_REASONS = 20;

export function reason(words: Words, values: readonly (Json | undefined)[] = [], more: Partial<Reason> = {}): Reason {
  const given = values.filter((value) => value !== undefined);
  return { path: [], words, values: given.slice(0, MOST_VALUES), ...more };
}

/** It cannot be told, unless one of `values` shows it. */
export function doubt(what: string, values: readonly (Json | undefined)[] = []): Reason {
  const words = `changed, and it cannot be told whether it still is what it was (${what})`;
  return reason({ input: words, output: words }, values, { isDoubt: true });
}

/** Where values show that there is less, or more, and no word for why. */
export const SHOWN: Words = saying('takes less than before', 'may be more than before');

/** The same reasons one level further out: `around` makes the whole of a part. */
export function within(
  reasons: readonly Reason[],
  step: string,
  around: (part: Json) => Json | undefined,
): readonly Reason[] {
  return reasons.map(({ path, values, ...rest }) => ({
    ...rest,
    path: [step, ...path],
    values: values.map(around).filter((value) => value !== undefined),
  }));
}

/** One of the first items of a list, each of which has a schema of its own. */
export function itemStep(index: number): string {
  return `[${index}]`;
}

/** `filter.mode`, `tags[]`, `point[1]`; empty for the whole. */
export function placeOf(path: Path): string {
  return path.reduce(
    (text, step) => (/^\[\d*\]$/.test(step) ? text + step : text === '' ? step : `${text}.${step}`),
    '',
  );
}
