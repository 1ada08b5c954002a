/** A finished report as the events that led to it, in the order of the suites. */
import type { Report, RunEvent, SuiteRef, SuiteReport } from '../model.ts';
import type { RenderContext } from './format.ts';

export function eventsOf(report: Report, context: RenderContext = {}): RunEvent[] {
  const suites = report.suites.flatMap((suite, index) => suiteEvents(suite, refOf(suite, index, context)));
  return [...suites, { type: 'run-end', report }];
}

/** What names a suite: as the run knew it, else what the report itself tells. */
export function refOf({ name, file, target, server }: SuiteReport, index: number, context: RenderContext): SuiteRef {
  return (
    context.suites?.[index] ?? { index, name, file, target: target ?? '', transport: server.transport, source: '' }
  );
}

function suiteEvents(report: SuiteReport, suite: SuiteRef): RunEvent[] {
  const steps = report.steps.map((step): RunEvent => ({ type: 'step-end', suite, step }));
  return [{ type: 'suite-start', suite }, ...steps, { type: 'suite-end', suite, report }];
}
