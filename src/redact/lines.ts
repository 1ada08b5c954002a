/** Lines that came one after the other: a secret may be spread over them. */
import { atOnce } from './bits.ts';
import { type Finders, look } from './look.ts';
import { partsAt, unite } from './range.ts';
import { shapesOf } from './shapes.ts';
import type { CleanText } from './values.ts';

export function cleanLines(lines: readonly string[], finders: Finders, cleanText: CleanText): string[] {
  const whole = lines.join('\n');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  const ends = starts.map((start, index) => start + lines[index]!.length);
  const found = lines.length > 1 ? unite([...atOnce(look(whole, finders)), ...shapesOf(whole)]) : [];
  const parts = partsAt(found, starts, ends);
  return lines.map((line, index) => atOnce(cleanText(line, undefined, parts.get(index))));
}
