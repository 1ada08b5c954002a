/** What changed since an earlier run: what fails now, what was mended, what became slower. */
import type { Changes, PaceChange, StatusChange } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { changesSentence, changeWord, paceWords } from '../change-words.ts';
import { el, join, type Markup, nothing, text } from './markup.ts';
import { section, table } from './section.ts';
import { statusCell } from './status.ts';

const MOST = 200;
const LABEL = 120;

export function changesSection(changes: Changes | undefined, isOnly: boolean): Markup {
  if (!changes) return nothing;
  return section('What changed', 2, el('p', {}, text(changesSentence(changes))), runs(changes, isOnly), paces(changes));
}

/** Both runs side by side, what changed first. */
function runs({ checks }: Changes, isOnly: boolean): Markup {
  const sorted = [...checks.filter((one) => changeWord(one) !== ''), ...checks.filter((one) => changeWord(one) === '')];
  const rows = sorted.slice(0, MOST).map((change) => row(change, isOnly));
  const left = sorted.length - rows.length;
  const more = left > 0 ? el('p', { class: 'small' }, text(`… and ${plural(left, 'more check')}`)) : nothing;
  return join([table('Checks then and now', ['Check', 'Before', 'Now', 'Change'], rows, 'matrix changes'), more]);
}

function row(change: StatusChange, isOnly: boolean): Markup {
  const { suite, check, before, after } = change;
  const word = changeWord(change);
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

function pace(change: PaceChange): Markup {
  const { before, after, difference, noise } = paceWords(change);
  const isWorse = change.afterMs > change.beforeMs;
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, text(excerpt(change.tool, LABEL))),
    el('td', { class: 'number' }, text(before)),
    el('td', { class: 'number' }, text(after)),
    el('td', { class: `number ${isWorse ? 'worse' : 'better'}` }, text(difference)),
    el('td', { class: 'number' }, text(noise)),
  );
}
