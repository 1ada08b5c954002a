/** All that is told of one suite, in the order in which it is read. */
import type { Report, SuiteReport } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { callLog } from './call-log.ts';
import { housekeepingTable, promisedTable } from './checks.ts';
import { coverage } from './coverage.ts';
import { type FindingsContext, findingsList } from './findings.ts';
import { latency } from './latency.ts';
import { block, el, join, type Markup, nothing, text } from './markup.ts';
import { section } from './section.ts';
import { runFacts, serverFacts } from './tested.ts';
import { timeline } from './timeline.ts';
import { isBad } from './verdict.ts';

export interface SuiteContext extends FindingsContext {
  /** Where the suite is the only one: what is told of the run stands beside what is told of the server. */
  readonly report?: Report;
}

const STDERR = 4_000;
const NAME = 60;

export function suiteParts(suite: SuiteReport, context: SuiteContext): Markup[] {
  const { index, level, report, quote } = context;
  const id = `s${index + 1}`;
  // Regions of one page have names of their own.
  const which = report ? '' : ` (${index + 1}: ${excerpt(suite.name, NAME)})`;
  const { steps } = suite;
  const tested = join([serverFacts(suite), report ? runFacts(report) : nothing]);
  return [
    section('What was tested', level, el('div', { class: 'columns' }, tested)),
    section('Checks', level, promisedTable(steps, context, `Checks${which}`)),
    section('Around the checks', level, housekeepingTable(steps, context, `Around the checks${which}`)),
    section('Findings', level, findingsList(suite, context), stderr(suite, context)),
    section('Tools', level, coverage(suite)),
    section('The run over time', level, timeline(suite, `${id}-time`, which)),
    section('Latency', level, latency(suite, `${id}-latency`, which)),
    section('Every request', level, callLog(suite, quote, `Every request${which}`)),
  ];
}

/** The end of stderr matters where something went wrong. */
function stderr(suite: SuiteReport, { quote }: SuiteContext): Markup {
  const { stderrTail } = suite;
  if (!isBad(suite) || stderrTail.trim() === '') return nothing;
  const summary = el('summary', {}, text("The end of the server's stderr"));
  return el('details', {}, summary, el('pre', {}, block(quote(stderrTail.slice(-STDERR), STDERR))));
}
