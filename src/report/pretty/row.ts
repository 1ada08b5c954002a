/** A labelled detail of a finding: `fix       Return a value that fits`. */
import { printableBlock } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import { indentBelow, isNarrow } from './line.ts';
import type { PrettyOptions } from './options.ts';

const LABEL_COLUMNS = 10;
/** Where the lines of a file begin under a row. */
export function frameIndent(options: PrettyOptions): number {
  return isNarrow(options) ? indentBelow(options) : valueIndent(options);
}

/** Where the text of a row begins. */
function valueIndent(options: PrettyOptions): number {
  return indentBelow(options) + 2 + LABEL_COLUMNS;
}

/** `isWhole` is not wrapped. Lines that follow the first, in the text or by wrapping, stand under it. Returns nothing for empty text. */
export function row(label: string, texts: readonly string[], options: PrettyOptions, isWhole = false): string[] {
  const room = isWhole ? Number.POSITIVE_INFINITY : options.width - valueIndent(options);
  const lines = texts.flatMap((text) => printableBlock(text).split('\n')).flatMap((line) => wrap(line, room));
  if (lines.every((line) => line.trim() === '')) return [];
  return lines.map((line, index) => {
    const before = index === 0 ? options.palette.faint(label.padEnd(LABEL_COLUMNS)) : ' '.repeat(LABEL_COLUMNS);
    return `${' '.repeat(indentBelow(options) + 2)}${before}${line}`.trimEnd();
  });
}
