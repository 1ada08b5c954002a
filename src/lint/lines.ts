/** Offsets → lines and columns. */
import type { Place } from '../model.ts';
import type { SourceFile, Span } from './facts.ts';

const starts = new WeakMap<SourceFile, readonly number[]>();

/** From 1. */
export function lineOf(file: SourceFile, offset: number): number {
  const lines = startsOf(file);
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The first line of the span; `shown` is the name of the file. */
export function placeOf(file: SourceFile, { from, to }: Span, shown: string): Place {
  const line = lineOf(file, from);
  const start = startsOf(file)[line - 1]!;
  const end = start + (lineText(file, line) ?? '').length;
  const last = Math.max(from + 1, Math.min(to, end));
  return { file: shown, line, column: from - start + 1, endColumn: last - start + 1 };
}

/** Without its line break; undefined where there is no such line. */
export function lineText(file: SourceFile, line: number): string | undefined {
  const lines = startsOf(file);
  const start = lines[line - 1];
  return start === undefined ? undefined : file.text.slice(start, lines[line]).replace(/\r?\n$/, '');
}

function startsOf(file: SourceFile): readonly number[] {
  const known = starts.get(file) ?? [0, ...Array.from(file.text.matchAll(/\n/g), ({ index }) => index + 1)];
  starts.set(file, known);
  return known;
}
