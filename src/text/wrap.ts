import { displayWidth } from './width.ts';

/**
 * Breaks one printable line at blanks into lines of at most `width` columns; a longer word stays whole.
 * `Infinity` breaks nothing.
 */
export function wrap(line: string, width: number): string[] {
  if (displayWidth(line) <= width) return [line];
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of line.split(' ')) {
    const longer: string = current === undefined ? word : `${current} ${word}`;
    if (current === undefined || displayWidth(longer) <= width) {
      current = longer;
    } else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current ?? ''];
}
