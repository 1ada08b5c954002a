/** Patterns of which it is sure that they are quick: one atom after the other, few of them repeated at will. */

/** A character, an escape of a class or a sign, or a class; then how often. */
const ATOM =
  /(?:[^\\^$.*+?()[\]{}|]|\.|\\[dDwWsS./\\+*?()[\]{}|^$]|\[(?:[^\]\\[]|\\.)*\])(?:[*+?]|\{\d{1,3}(?:,\d{0,3})?\})?/u;
const TAME = new RegExp(`^\\^?(?:${ATOM.source})*\\$?$`, 'u');
const CLASSES = /\\.|\[(?:[^\]\\]|\\.)*\]/gu;
/** How often is not said to the number. */
const OPEN = /[*+?]|\{\d+,\d*\}/g;
/** Steps grow with the length of the text to this power. */
const MOST_OPEN = 2;

/** Longer texts are not held against a pattern, or a format, without a limit of time. */
export const LONGEST_TEXT = 256;

/** Whether `source` takes at most some 100,000 steps on a text of LONGEST_TEXT. */
export function isTame(source: string): boolean {
  if (source.length > LONGEST_TEXT || !TAME.test(source)) return false;
  const open = source.replace(CLASSES, '').match(OPEN)?.length ?? 0;
  return open + (source.startsWith('^') ? 0 : 1) <= MOST_OPEN;
}
