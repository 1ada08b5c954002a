/**
 * The report to hand over: one page, nothing loaded from anywhere, no script. Everything from outside passes
 * `html/markup.ts`, which is the only way to become markup.
 */
import type { Report, SuiteReport } from '../model.ts';
import { refOf } from './events.ts';
import type { RenderContext } from './format.ts';
import { createBudget, type Quote } from './html/budget.ts';
import { page } from './html/document.ts';
import { el, join, type Markup, nothing, text } from './html/markup.ts';
import { masthead } from './html/masthead.ts';
import { overview } from './html/overview.ts';
import { repeat } from './html/repeat.ts';
import { secretsNote } from './html/secrets.ts';
import { section } from './html/section.ts';
import { suiteParts } from './html/suite.ts';
import { runFacts } from './html/tested.ts';
import { nameOf, suiteSentence, verdictSentence } from './html/verdict.ts';

/** Of quoted text in all; what is around it stays well under 1 MB as well. */
const QUOTED_BYTES = 220_000;

export function renderHtml(report: Report, context: RenderContext = {}): string {
  const quote = createBudget(QUOTED_BYTES);
  const { suites } = report;
  const servers =
    suites.length === 1
      ? join(suites.map((suite) => join(suiteParts(suite, suiteContext(suite, 0, context, quote, report)))))
      : join([overview(report), ...suites.map((suite, index) => server(suite, index, context, quote, report))]);
  const body = [
    masthead(report),
    el(
      'main',
      { id: 'main' },
      suites.length === 1 ? nothing : section('The run', 2, runFacts(report)),
      servers,
      section('Secrets', 2, secretsNote(report)),
      section('To repeat it', 2, repeat(report)),
    ),
  ];
  return page(verdictSentence(report), body);
}

function server(suite: SuiteReport, index: number, context: RenderContext, quote: Quote, report: Report): Markup {
  const parts = suiteParts(suite, suiteContext(suite, index, context, quote, report));
  const heading = el('h2', {}, text(nameOf(suite)));
  return el(
    'article',
    { class: 'server', id: `s${index + 1}` },
    heading,
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
