/** A compiler's frame: where in a file, the line, and a mark under the place. */
import type { Place } from '../model.ts';
import { printable } from './printable.ts';
import { displayWidth } from './width.ts';

const LONGEST_LINE = 160;
/** Of the longest, what stands before the place where that is further on. */
const BEFORE_PLACE = 3 / 8;
const SHORTEST_LINE = 20;
/** ` | ` and the two `…`. */
const GUTTER = 5;
const LONGEST_NAME = 300;

/**
 * Plain text, several lines of at most `width` columns, nothing but printable characters; without the line where `source` has no such line:
 *
 *     --> smoke.yaml:2:5
 *      |
 *    2 |   - tols: create
 *      |     ^^^^
 */
export function codeFrame(source: string, place: Place, width = Number.POSITIVE_INFINITY): string {
  const number = String(place.line);
  const blank = ' '.repeat(number.length);
  const arrow = `${blank}--> ${printable(place.file).slice(0, LONGEST_NAME)}:${place.line}:${place.column}`;
  const line = lineAt(source, place.line);
  if (line === undefined) return arrow;
  const room = Math.min(LONGEST_LINE, Math.max(SHORTEST_LINE, width - number.length - GUTTER));
  const { before, marked, after } = parts(line, place, room);
  const mark = ' '.repeat(displayWidth(before)) + '^'.repeat(Math.max(1, displayWidth(marked)));
  return [arrow, `${blank} |`, `${number} | ${before}${marked}${after}`, `${blank} | ${mark}`].join('\n');
}

/** A window of a long line, split at the place; what is cut off is shown as `…`. */
function parts(line: string, { column, endColumn }: Place, room: number) {
  const start = Math.min(column - 1, line.length);
  const from = line.length > room ? Math.max(0, start - Math.floor(room * BEFORE_PLACE)) : 0;
  const to = Math.min(line.length, from + room);
  const end = Math.min(Math.max(endColumn === undefined ? start + 1 : endColumn - 1, start), to);
  return {
    before: (from > 0 ? '…' : '') + printable(line.slice(from, start)),
    marked: printable(line.slice(start, end)),
    after: printable(line.slice(end, to)) + (to < line.length ? '…' : ''),
  };
}

/** Without its line break; `undefined` when `source` has fewer lines. */
function lineAt(source: string, number: number): string | undefined {
  let start = 0;
  for (let line = 1; line < number; line++) {
    const next = source.indexOf('\n', start);
    if (next < 0) return undefined;
    start = next + 1;
  }
  if (source === '') return undefined;
  const end = source.indexOf('\n', start);
  return source.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}
