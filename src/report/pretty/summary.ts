/** The end of a run: a line per suite where there are several, the counts, and the verdict as the last line. */
import type { Report, SuiteReport, Totals } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { plural, thousands } from '../../text/plural.ts';
import { printable } from '../../text/printable.ts';
import { wrap } from '../../text/wrap.ts';
import { undertakingOf } from '../undertaking.ts';
import { totalsOf } from '../verdict.ts';
import { changesLines } from './changes.ts';
import { statusLine } from './line.ts';
import type { PrettyOptions } from './options.ts';
import { worstStatus } from './status.ts';
import { isSweep, sweepLines } from './sweep.ts';

/** Why the exit code is neither 0 nor 1. */
const EXIT_NOTES: Readonly<Record<number, string>> = {
  3: 'Something could not be tested, see BROKEN above (exit code 3).',
  4: 'Nothing ran: there is no scripted step, or all were skipped or filtered away (exit code 4).',
  5: 'A secret was found in an output; that file was removed (exit code 5).',
  70: 'mcp-smoke itself failed (exit code 70).',
  129: 'Interrupted (exit code 129).',
  130: 'Interrupted (exit code 130).',
  143: 'Interrupted (exit code 143).',
};

const STRICT_NOTE = 'Flaky steps or warnings count as failures here (--fail-on-flaky, --fail-on-warning).';

export function summaryLines(report: Report, options: PrettyOptions): string[] {
  const { exitCode, durationMs, suites, totals } = report;
  const perSuite = suites.length > 1 ? ['', ...suitesLines(suites, options)] : [];
  const note =
    exitCode === 1 && totals.failed === 0 ? STRICT_NOTE : exitCode === 2 ? fileNote(suites) : EXIT_NOTES[exitCode];
  const counts = `${countsText(totals)} in ${duration(durationMs)}`;
  const told = [counts, ...(note === undefined ? [] : [note])].flatMap((line) => wrap(line, options.width));
  return ['', ...perSuite, '', ...changesLines(report, options), '', ...told, verdictLine(report, options)];
}

/** What is to be corrected in the file. */
const FILE_NOTES: Readonly<Record<string, string>> = {
  'smoke-file': 'it cannot be used as it is',
  'args-invalid': "arguments do not fit the tool's inputSchema",
  'destructive-not-allowed': 'a tool that says it is destructive is called without leave',
};

function fileNote(suites: readonly SuiteReport[]): string {
  const findings = suites.flatMap(({ steps }) => steps.flatMap((step) => step.findings));
  const notes = Object.entries(FILE_NOTES).filter(([rule]) => findings.some((finding) => finding.rule === rule));
  const what = notes.map(([, note]) => note).join(', and ') || 'see above';
  return `The smoke file needs a change: ${what} (exit code 2).`;
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
