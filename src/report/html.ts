/**
 * The report to hand over: one page, nothing loaded from anywhere, no script. Everything from outside passes
 * `html/markup.ts`, which is the only way to become markup.
 */
import type { Report, SuiteReport } from '../model.ts';
import { refOf } from './events.ts';
import type { RenderContext } from './format.ts';
import { createBudget, type Quote } from './html/budget.ts';
import { changesSection } from './html/changes.ts';
import { page } from './html/document.ts';
import { el, join, type Markup, nothing, text } from './html/markup.ts';
import { masthead, titleOf } from './html/masthead.ts';
import { matrices } from './html/matrix.ts';
import { overview } from './html/overview.ts';
import { repeat } from './html/repeat.ts';
import { secretsNote } from './html/secrets.ts';
import { section } from './html/section.ts';
import { signOff } from './html/sign-off.ts';
import { suiteParts } from './html/suite.ts';
import { runFacts } from './html/tested.ts';
import { suiteSentence, verdictSentence } from './html/verdict.ts';

/** Of quoted text in all; what is around it stays well under 1 MB as well. */
const QUOTED_BYTES = 120_000;

export function renderHtml(report: Report, context: RenderContext = {}): string {
  const quote = createBudget(QUOTED_BYTES);
  const { suites, changes, cover } = report;
  const isOnly = suites.length === 1;
  const changed = changesSection(changes, isOnly);
  const body = [
    masthead(report),
    el(
      'main',
      { id: 'main' },
      isOnly ? nothing : join([overview(report), changed, matrices(report), section('The run', 2, runFacts(report))]),
      isOnly ? changed : nothing,
      ...suites.map((suite, index) => whole(suite, index, context, quote, report)),
      section('Secrets', 2, secretsNote(report)),
      section('To repeat it', 2, repeat(report)),
      signOff(cover),
    ),
  ];
  const title = titleOf(report);
  const sentence = verdictSentence(report);
  return page({ title: `${title}: ${sentence}`, running: title, hasPicture: cover?.logo !== undefined, body });
}

function whole(suite: SuiteReport, index: number, context: RenderContext, quote: Quote, report: Report): Markup {
  const parts = suiteParts(suite, suiteContext(suite, index, context, quote, report));
  if (report.suites.length === 1) return join(parts);
  return el(
    'article',
    { class: 'server', id: `s${index + 1}` },
    el('h2', {}, text(suite.name === '' ? suite.file : suite.name)),
    el('p', {}, text(suiteSentence(suite))),
    ...parts,
  );
}

function suiteContext(suite: SuiteReport, index: number, context: RenderContext, quote: Quote, report: Report) {
  const ref = refOf(suite, index, context);
  const isOnly = report.suites.length === 1;
  return {
    index,
    quote,
    source: ref.source,
    rerun: (step: SuiteReport['steps'][number]) => context.rerun?.(ref, step),
    level: isOnly ? (2 as const) : (3 as const),
    ...(isOnly ? { report } : {}),
  };
}
