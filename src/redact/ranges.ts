/** Where secrets stand in a text. */
import type { Needle } from './needles.ts';

/** `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The places of all needles in the text, united where they overlap, in order. */
export function rangesOf(text: string, needles: readonly Needle[]): Range[] {
  const found = needles.flatMap((needle) => placesOf(text, needle));
  return unite(found.sort((a, b) => a.start - b.start || b.end - a.end));
}

function placesOf(text: string, { name, text: form }: Needle): Range[] {
  const places: Range[] = [];
  for (let start = text.indexOf(form); start !== -1; start = text.indexOf(form, start + 1)) {
    extendLast(places, { start, end: start + form.length, name });
  }
  return places;
}

function unite(sorted: readonly Range[]): Range[] {
  const united: Range[] = [];
  for (const range of sorted) extendLast(united, range);
  return united;
}

/** An overlap is one range, named after the one that starts first. */
function extendLast(ranges: Range[], next: Range): void {
  const last = ranges.at(-1);
  if (last === undefined || next.start >= last.end) ranges.push(next);
  else if (next.end > last.end) ranges[ranges.length - 1] = { ...last, end: next.end };
}
