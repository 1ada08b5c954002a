/** What changed since an earlier run, in Markdown. */
import type { Report } from '../../model.ts';
import { changeRows, changesSentence } from '../change-words.ts';
import { plain } from './escape.ts';

export function changesList({ changes, suites }: Pick<Report, 'changes' | 'suites'>): string[] {
  if (!changes) return [];
  const { rows, left } = changeRows(changes, suites.length === 1);
  const items = rows.map(({ word, what }) => `- **${word}** ${plain(what)}`);
  const more = left > 0 ? [`- … and ${left} more`] : [];
  return ['### What changed', '', plain(changesSentence(changes)), '', ...items, ...more, ''];
}
