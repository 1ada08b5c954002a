/**
 * What must stand in texts before anything can be told of them, asked of all at once in the JSON that they make: most servers have
 * nothing of it, and none of their texts need be looked at.
 */
import { possibleIn, WORDINGS, type Wording } from './orders.ts';

export interface Clues {
  /** There may be other characters than ordinary ones. */
  readonly hasSigns: boolean;
  readonly hasComments: boolean;
  /** Those that may be found. */
  readonly wordings: readonly Wording[];
}

/** Of more than this, each text is asked by itself. */
const MOST_AT_ONCE = 500_000;
const ALL: Clues = { hasSigns: true, hasComments: true, wordings: WORDINGS };
/** A backslash begins an escape of JSON; those of quotation marks, tabs and ends of lines hide nothing. */
const SIGNS = /[^ -~]|\\[^"\\nrt]/;

/** `values` come from JSON. Whatever a text of theirs holds shows in the clues; not all that shows need be in a text. */
export function cluesIn(values: readonly unknown[]): Clues {
  let all = '';
  for (const value of values) {
    all += JSON.stringify(value);
    if (all.length > MOST_AT_ONCE) return ALL;
  }
  return { hasSigns: SIGNS.test(all), hasComments: all.includes('<!--'), wordings: possibleIn(all.toLowerCase()) };
}

export function hasNone({ hasSigns, hasComments, wordings }: Clues): boolean {
  return !hasSigns && !hasComments && wordings.length === 0;
}
