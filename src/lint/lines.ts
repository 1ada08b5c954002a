/** Offsets → lines and columns. */
import type { Place } from '../model.ts';
import { lineAt, lineStarts } from '../text/lines.ts';
import type { SourceFile, Span } from './facts.ts';

const starts = new WeakMap<SourceFile, readonly number[]>();

/** From 1. */
export function lineOf(file: SourceFile, offset: number): number {
  return lineAt(startsOf(file), offset) + 1;
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
  const known = starts.get(file) ?? lineStarts(file.text);
  starts.set(file, known);
  return known;
}
