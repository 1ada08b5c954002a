/** Run events as text for people; the terminal and `--report pretty` share it. */
import type { RunEvent, SuiteRef } from '../../model.ts';
import type { PrettyOptions } from './options.ts';
import { isBad } from './status.ts';
import { stderrLines } from './stderr.ts';
import { stepLines } from './step.ts';
import { suiteHeader } from './suite.ts';
import { summaryLines } from './summary.ts';
import { wireLine } from './wire.ts';

/**
 * Returns the text that each event adds (whole lines, or nothing). Suites must come one after the other. Everything
 * from outside is made printable here; the events have passed the redactor before.
 */
export function createTranscript(options: PrettyOptions): (event: RunEvent) => string {
  const page = createPage();
  const quiet = options.verbosity < 0;
  let untitled: SuiteRef | undefined;
  const titled = (lines: string[]): string[] => {
    const header = untitled === undefined || lines.length === 0 ? [] : suiteHeader(untitled, options);
    if (lines.length > 0) untitled = undefined;
    return [...header, ...lines];
  };
  return (event) => {
    if (event.type === 'suite-start') untitled = event.suite;
    if (event.type === 'suite-start' && !quiet) return page(titled(['']));
    if (event.type === 'step-end' && (!quiet || isBad(event.step)))
      return page(titled(stepLines(event.step, event.suite, options)));
    if (event.type === 'step-amend')
      return page(
        titled(stepLines({ ...event.step, findings: event.added, reason: 'found out later' }, event.suite, options)),
      );
    if (event.type === 'wire') return options.verbosity < 2 ? '' : page(titled([wireLine(event.event, options)]));
    if (event.type === 'suite-end') return page(stderrLines(event.report, options));
    return event.type === 'run-end' ? page(summaryLines(event.report, options)) : '';
  };
}

/** Joins lines to text; never two blank lines, nor one at the top. */
function createPage(): (lines: readonly string[]) => string {
  let afterBlank = true;
  return (lines) => {
    let text = '';
    for (const line of lines) {
      if (line !== '' || !afterBlank) text += `${line}\n`;
      afterBlank = line === '';
    }
    return text;
  };
}
