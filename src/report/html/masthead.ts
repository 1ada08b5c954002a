/** The top of the page: the verdict in one sentence. */
import type { Report } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { el, type Markup, text } from './markup.ts';
import { verdictMark } from './status.ts';
import { when } from './tested.ts';
import { countsOf, verdictSentence } from './verdict.ts';

export function masthead(report: Report): Markup {
  const { verdict, totals, startedAt, durationMs } = report;
  const counts = countsOf(totals).map(([word, count]) =>
    el('li', { class: count > 0 ? word : undefined }, el('b', {}, text(count)), text(` ${word}`)),
  );
  return el(
    'header',
    { class: `masthead ${verdict}` },
    el('p', { class: 'eyebrow' }, text('MCP smoke test report')),
    el('div', { class: 'verdict' }, verdictMark(verdict), el('h1', {}, text(verdictSentence(report)))),
    el('ul', { class: 'counts' }, ...counts),
    el('p', { class: 'date' }, text(`${when(startedAt)}, in ${duration(durationMs)}`)),
  );
}
