/** The end of a run: a line per suite where there are several, the counts, and the verdict as the last line. */
import type { Report, SuiteReport, Totals } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { plural, thousands } from '../../text/plural.ts';
import { printable } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import { exitNote } from '../exit-note.ts';
import { undertakingOf } from '../undertaking.ts';
import { totalsOf } from '../verdict.ts';
import { changesLines } from './changes.ts';
import { statusLine } from './line.ts';
import type { PrettyOptions } from './options.ts';
import { worstStatus } from './status.ts';
import { isSweep, sweepLines } from './sweep.ts';

export function summaryLines(report: Report, options: PrettyOptions): string[] {
  const { durationMs, suites, totals } = report;
  const perSuite = suites.length > 1 ? ['', ...suitesLines(suites, options)] : [];
  const note = exitNote(report);
  const counts = `${countsText(totals)} in ${duration(durationMs)}`;
  const told = [counts, ...(note === undefined ? [] : [note])].flatMap((line) => wrap(line, options.width));
  return ['', ...perSuite, '', ...changesLines(report, options), '', ...told, verdictLine(report, options)];
}

function suitesLines(suites: Report['suites'], options: PrettyOptions): string[] {
  return isSweep(suites) ? sweepLines(suites, options) : suites.flatMap((suite) => suiteLine(suite, options));
}

function verdictLine(report: Report, { palette }: PrettyOptions): string {
  const what = undertakingOf(report);
  return report.exitCode === 0 ? palette.good(`${what} OK.`) : palette.bad(`${what} FAILED.`);
}

function suiteLine(suite: SuiteReport, options: PrettyOptions): string[] {
  const status = worstStatus(suite.steps.map((step) => step.status));
  const title = suite.file === '' || suite.file === suite.name ? suite.name : `${suite.name} (${suite.file})`;
  return statusLine(status, `${printable(title)}: ${countsText(totalsOf(suite.steps))}`, '', options);
}

function countsText(totals: Totals): string {
  const { passed, failed, flaky, broken, skipped, warnings } = totals;
  const counts = Object.entries({ passed, failed, broken, flaky, skipped })
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${thousands(count)} ${word}`);
  if (warnings > 0) counts.push(plural(warnings, 'warning'));
  return counts.length === 0 ? 'no steps' : counts.join(', ');
}
