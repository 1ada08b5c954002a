/** All that is told of one server, in the order in which it is read. */
import type { Report, SuiteReport } from '../../model.ts';
import { callLog } from './call-log.ts';
import { checksTable } from './checks.ts';
import { coverage } from './coverage.ts';
import { type FindingsContext, findingsList } from './findings.ts';
import { latency } from './latency.ts';
import { block, el, join, type Markup, nothing, text } from './markup.ts';
import { section } from './section.ts';
import { runFacts, serverFacts } from './tested.ts';
import { timeline } from './timeline.ts';

export interface SuiteContext extends FindingsContext {
  /** Where the server is the only one: what is told of the run stands beside what is told of the server. */
  readonly report?: Report;
}

const STDERR = 4_000;

export function suiteParts(suite: SuiteReport, context: SuiteContext): Markup[] {
  const { index, level, report, quote } = context;
  const id = `s${index + 1}`;
  const tested = join([serverFacts(suite), report ? runFacts(report) : nothing]);
  return [
    section('What was tested', level, el('div', { class: 'columns' }, tested)),
    section('Checks', level, checksTable(suite.steps, index)),
    section('The run over time', level, timeline(suite, `${id}-time`)),
    section('Latency', level, latency(suite, `${id}-latency`)),
    section('Findings', level, findingsList(suite, context), stderr(suite, context)),
    section('Coverage', level, coverage(suite)),
    section('Every request', level, callLog(suite, quote)),
  ];
}

/** The end of stderr matters where something went wrong. */
function stderr({ steps, stderrTail }: SuiteReport, { quote }: SuiteContext): Markup {
  const isBad = steps.some(({ status }) => status === 'failed' || status === 'broken');
  if (!isBad || stderrTail.trim() === '') return nothing;
  const summary = el('summary', {}, text("The end of the server's stderr"));
  return el('details', {}, summary, el('pre', { tabindex: 0 }, block(quote(stderrTail.slice(-STDERR), STDERR))));
}
