/** Strings as JSON writes them. */
import type { Range } from './range.ts';

/** Ranges of what JSON writes of the text, between its quotation marks, as those of the text. What is touched is in as a whole. */
export function inString(text: string, ranges: readonly Range[]): Range[] {
  const width = JSON.stringify(text).length - 2;
  if (width === text.length) return [...ranges];
  const [from, to] = [new Uint32Array(width), new Uint32Array(width)];
  let [at, place] = [0, 0];
  // By characters: of half a surrogate pair JSON writes the number.
  for (const character of text) {
    const next = at + JSON.stringify(character).length - 2;
    from.fill(place, at, next);
    place += character.length;
    to.fill(place, at, next);
    at = next;
  }
  return ranges.map(({ start, end, name }) => ({ start: from[start]!, end: to[end - 1]!, name }));
}
