/** A labelled detail of a finding: `fix       Return a value that fits`. */
import { printableBlock } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import { TEXT_INDENT } from './line.ts';
import type { PrettyOptions } from './options.ts';

const DETAIL_INDENT = TEXT_INDENT + 2;
const LABEL_COLUMNS = 10;
/** Where the text of a row begins. */
export const VALUE_INDENT = DETAIL_INDENT + LABEL_COLUMNS;

/** Lines that follow the first, in the text or by wrapping, stand under it. Returns nothing for empty text. */
export function row(label: string, texts: readonly string[], options: PrettyOptions): string[] {
  const room = options.width - VALUE_INDENT;
  const lines = texts.flatMap((text) => printableBlock(text).split('\n')).flatMap((line) => wrap(line, room));
  if (lines.every((line) => line.trim() === '')) return [];
  return lines.map((line, index) => {
    const before = index === 0 ? options.palette.faint(label.padEnd(LABEL_COLUMNS)) : ' '.repeat(LABEL_COLUMNS);
    return `${' '.repeat(DETAIL_INDENT)}${before}${line}`.trimEnd();
  });
}
