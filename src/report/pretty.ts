/** The text for people as a report: what the terminal shows, without colour and without wrapping. */
import type { Report, RunEvent, SuiteRef, SuiteReport } from '../model.ts';
import type { RenderContext } from './format.ts';
import { createPalette } from './pretty/palette.ts';
import { createTranscript } from './pretty/transcript.ts';

/** Code frames and the command line of the server need `context.suites`; without them they are left out. */
export function renderPretty(report: Report, context: RenderContext = {}): string {
  const palette = createPalette(false);
  const width = Number.POSITIVE_INFINITY;
  const rerun = context.rerun === undefined ? {} : { rerun: context.rerun };
  const transcript = createTranscript({ palette, verbosity: 0, width, ...rerun });
  return eventsOf(report, context).map(transcript).join('');
}

/** The events that led to the report, in the order of the suites. */
function eventsOf(report: Report, context: RenderContext): RunEvent[] {
  const suites = report.suites.flatMap((suite, index) => suiteEvents(suite, refOf(suite, index, context)));
  return [...suites, { type: 'run-end', report }];
}

function suiteEvents(report: SuiteReport, suite: SuiteRef): RunEvent[] {
  const steps = report.steps.map((step): RunEvent => ({ type: 'step-end', suite, step }));
  return [{ type: 'suite-start', suite }, ...steps, { type: 'suite-end', suite, report }];
}

function refOf({ name, file, server }: SuiteReport, index: number, { suites }: RenderContext): SuiteRef {
  return suites?.[index] ?? { index, name, file, target: '', transport: server.transport, source: '' };
}
