/** The top of the page: whose report it is, for whom, and the verdict in one sentence. */
import type { Cover, Report } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { undertakingOf } from '../undertaking.ts';
import { when } from '../when.ts';
import { block, el, join, type Markup, nothing, shape, text } from './markup.ts';
import { verdictMark } from './status.ts';
import { nameOf, verdictSentence } from './verdict.ts';

const TITLE = 160;
const NOTE = 2_000;
const SEVERAL = 'Smoke test of MCP servers';

/** What stands on top: as the file or the command line has it, else the name of the suite, of a probe that of the server. */
export function titleOf({ cover, suites }: Report): string {
  const [first] = suites;
  // `probe` is no name.
  const own = first && (first.file === '' ? nameOf(first) : first.name);
  const name = suites.length === 1 ? own! : SEVERAL;
  return excerpt(cover?.title ?? (name === '' ? SEVERAL : name), TITLE);
}

export function masthead(report: Report): Markup {
  const { verdict, startedAt, durationMs, cover = {} } = report;
  const sentence = el('p', {}, text(verdictSentence(report)));
  return el(
    'header',
    { class: 'masthead' },
    brand(cover),
    el(
      'p',
      { class: 'eyebrow' },
      text(undertakingOf(report) === 'Lint' ? 'Lint report, source of MCP servers' : 'Test report, MCP server'),
    ),
    el('h1', {}, text(titleOf(report))),
    parties(cover),
    el('p', { class: 'date' }, text(`Tested on ${when(startedAt)}, in ${duration(durationMs)}`)),
    el('div', { class: `verdict ${verdict}` }, verdictMark(verdict), sentence),
    cover.note === undefined ? nothing : el('p', { class: 'remark' }, block(excerpt(cover.note, NOTE))),
  );
}

function brand({ logo, by }: Cover): Markup {
  if (logo === undefined) return nothing;
  return el('div', { class: 'brand' }, shape('img', { src: logo, alt: `Logo of ${by ?? 'the supplier'}` }));
}

function parties({ for: client, by }: Cover): Markup {
  const said = [
    ...(client === undefined ? [] : [join([text('For '), el('b', {}, text(excerpt(client, TITLE)))])]),
    ...(by === undefined ? [] : [join([text('by '), el('b', {}, text(excerpt(by, TITLE)))])]),
  ];
  return said.length === 0 ? nothing : el('p', { class: 'parties' }, join(said, ', '));
}
