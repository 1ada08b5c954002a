/** Run events, one JSON object a line, as they happen. Together they hold what the JSON report holds. */
import type { Report, RunEvent, SuiteRef } from '../model.ts';
import { eventsOf } from './events.ts';
import type { RenderContext } from './format.ts';
import { plainJson } from './json.ts';

export function renderNdjson(report: Report, context: RenderContext = {}): string {
  return eventsOf(report, context).map(ndjsonLine).join('');
}

/** The line of one event. Nothing is told twice: suites end without their steps, the run without its suites. */
/** Nothing for what crosses a wire: `--trace` has that. */
export function ndjsonLine(event: RunEvent): string {
  if (event.type === 'wire') return '';
  return `${plainJson(JSON.stringify(lineOf(event)))}\n`;
}

function lineOf(event: Exclude<RunEvent, { type: 'wire' }>): object {
  if (event.type === 'run-end') {
    const { suites: _, ...report } = event.report;
    return { type: event.type, report };
  }
  const suite = named(event.suite);
  if (event.type !== 'suite-end') return { ...event, suite };
  const { steps: _, ...report } = event.report;
  return { type: event.type, suite, report };
}

/** Without the text of the file. */
function named({ source: _, ...suite }: SuiteRef): Omit<SuiteRef, 'source'> {
  return suite;
}
