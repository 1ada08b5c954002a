/** What changed since an earlier run: what fails now, what was mended, what became slower. */
import type { Changes, PaceChange, StatusChange, StepStatus } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { el, join, type Markup, nothing, text } from './markup.ts';
import { section, table } from './section.ts';
import { statusCell } from './status.ts';
import { when } from './tested.ts';

const MOST = 200;
const LABEL = 120;

export function changesSection(changes: Changes | undefined, isOnly: boolean): Markup {
  if (!changes) return nothing;
  return section('What changed', 2, el('p', {}, text(sentence(changes))), runs(changes, isOnly), paces(changes));
}

/** `Since …: 1 check newly fails, 2 were mended, 1 tool became slower.` */
function sentence(changes: Changes): string {
  const { since, commit, checks, slower, faster } = changes;
  const count = (word: string) => checks.filter((change) => wordOf(change) === word).length;
  const told = [
    countWords(count('newly failing'), 'check fails', 'checks fail', ' that did not fail before'),
    countWords(count('mended'), 'check was', 'checks were', ' mended'),
    countWords(count('new'), 'check is', 'checks are', ' new'),
    countWords(count('gone'), 'check is', 'checks are', ' gone'),
    countWords(slower.length, 'tool became', 'tools became', ' slower'),
    countWords(faster.length, 'tool became', 'tools became', ' faster'),
  ].flat();
  const at = `Since the run of ${when(since)}${commit ? `, commit ${commit.slice(0, 12)}` : ''}`;
  return `${at}: ${told.length === 0 ? 'every check has the same result' : told.join(', ')}.`;
}

function countWords(count: number, one: string, many: string, end: string): string[] {
  return count === 0 ? [] : [`${plural(count, one, many)}${end}`];
}

function wordOf({ before, after }: StatusChange): string {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  if (isBad(after) !== isBad(before)) return isBad(after) ? 'newly failing' : 'mended';
  return after === before ? '' : 'changed';
}

function isBad(status: StepStatus): boolean {
  return status === 'failed' || status === 'broken';
}

/** Both runs side by side, what changed first. */
function runs({ checks }: Changes, isOnly: boolean): Markup {
  const sorted = [...checks.filter((one) => wordOf(one) !== ''), ...checks.filter((one) => wordOf(one) === '')];
  const rows = sorted.slice(0, MOST).map((change) => row(change, isOnly));
  const left = sorted.length - rows.length;
  const more = left > 0 ? el('p', { class: 'small' }, text(`… and ${plural(left, 'more check')}`)) : nothing;
  return join([table('Checks then and now', ['Check', 'Before', 'Now', 'Change'], rows, 'matrix changes'), more]);
}

function row(change: StatusChange, isOnly: boolean): Markup {
  const { suite, check, before, after } = change;
  const word = wordOf(change);
  const where = isOnly ? nothing : el('span', { class: 'line expected' }, text(excerpt(suite, LABEL)));
  return el(
    'tr',
    { class: word === '' ? undefined : word.replace(' ', '-') },
    el('th', { scope: 'row' }, text(excerpt(check, LABEL)), where),
    statusCell(before),
    statusCell(after),
    el('td', { class: 'change' }, text(word)),
  );
}

function paces({ slower, faster, unjudged }: Changes): Markup {
  const rows = [...slower, ...faster].slice(0, MOST).map(pace);
  const heads = ['Tool', 'Before', 'Now', 'Difference', 'Calls of one run vary by'];
  const told =
    rows.length === 0
      ? nothing
      : join([
          table('Tools that became slower or faster', heads, rows, 'paces'),
          el(
            'p',
            { class: 'small' },
            text('Medians of the answered calls; differences within three times their variation are not told.'),
          ),
        ]);
  const silent =
    unjudged === 0
      ? nothing
      : el(
          'p',
          { class: 'small' },
          text(
            `${plural(unjudged, 'tool')} called fewer than five times in one of the runs: whether slower is not judged.`,
          ),
        );
  return join([told, silent]);
}

function pace({ tool, beforeMs, afterMs, noiseMs }: PaceChange): Markup {
  const difference = afterMs - beforeMs;
  const sign = difference > 0 ? '+' : '−';
  const share = beforeMs > 0 ? ` (${sign}${Math.round((Math.abs(difference) / beforeMs) * 100)} %)` : '';
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, text(excerpt(tool, LABEL))),
    el('td', { class: 'number' }, text(fine(beforeMs))),
    el('td', { class: 'number' }, text(fine(afterMs))),
    el(
      'td',
      { class: `number ${difference > 0 ? 'worse' : 'better'}` },
      text(`${sign}${fine(Math.abs(difference))}${share}`),
    ),
    el('td', { class: 'number' }, text(`± ${fine(noiseMs)}`)),
  );
}

function fine(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)} ms` : duration(ms);
}
