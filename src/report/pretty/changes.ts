/** What changed since an earlier run, above the counts. */
import type { Report } from '../../model.ts';
import { printable } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import { type ChangeRow, changeRows, changesSentence } from '../change-words.ts';
import type { PrettyOptions } from './options.ts';

const WORD_COLUMNS = 'newly failing'.length;

export function changesLines(
  { changes, suites }: Pick<Report, 'changes' | 'suites'>,
  options: PrettyOptions,
): string[] {
  if (!changes) return [];
  const { rows, left } = changeRows(changes, suites.length === 1);
  const more = left > 0 ? [`  … and ${left} more`] : [];
  const sentence = wrap(printable(changesSentence(changes)), options.width);
  return [...sentence, ...rows.flatMap((row) => rowLines(row, options)), ...more];
}

function rowLines({ word, what }: ChangeRow, { palette, width }: PrettyOptions): string[] {
  const paint = word === 'mended' ? palette.good : word === 'slower' ? palette.notice : palette.bad;
  const room = Math.max(20, width - WORD_COLUMNS - 4);
  const [first = '', ...others] = wrap(printable(what), room);
  const head = `  ${paint(word)}${' '.repeat(WORD_COLUMNS - word.length)}  ${first}`;
  return [head, ...others.map((line) => `${' '.repeat(WORD_COLUMNS + 4)}${line}`)];
}
