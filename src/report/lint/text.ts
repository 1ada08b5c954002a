/** What `lint` found, for people: as a compiler would say it. */
import type { Finding, Level, Report } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { plural } from '../../text/plural.ts';
import { printable, printableBlock } from '../../text/printable.ts';
import type { PrettyOptions } from '../pretty/options.ts';
import { AND_SO } from './suite.ts';

export type LintTextOptions = Pick<PrettyOptions, 'palette' | 'verbosity'>;

const SHOWN: readonly Level[] = ['error', 'warning', 'info'];

/** Infos with -v only; with -q errors alone. */
export function lintText(report: Report, options: LintTextOptions): string {
  const findings = report.suites.flatMap(({ steps }) => steps).flatMap((step) => step.findings);
  const levels = SHOWN.slice(0, options.verbosity + 2);
  const blocks = findings.filter(({ level }) => levels.includes(level)).map((finding) => blockOf(finding, options));
  return `${[...blocks, summary(report, findings, options)].join('\n\n')}\n`;
}

function blockOf({ rule, level, message, where, evidence, hint }: Finding, { palette }: LintTextOptions): string {
  const paint = level === 'error' ? palette.bad : palette.notice;
  const frame = printableBlock(evidence ?? '').split('\n');
  const indent = ' '.repeat(Math.max(0, (frame[0]?.indexOf('|') ?? 0) - 1));
  const lines = [
    `${paint(level === 'info' ? 'note' : level)} ${printable(rule)}: ${printable(message)}`,
    ...(where === undefined ? [] : [palette.faint(`${indent}--> ${printable(where)}`)]),
    ...(evidence ? frame : []),
    ...(hint === '' ? [] : [`${palette.faint('fix')} ${printable(hint)}`]),
  ];
  return lines.join('\n');
}

function summary(report: Report, findings: readonly Finding[], options: LintTextOptions): string {
  const { palette, verbosity } = options;
  const count = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const notes = count('info');
  const counts = [
    ...(count('error') > 0 ? [plural(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [plural(count('warning'), 'warning')] : []),
    ...(notes > 0 ? [`${plural(notes, 'note')}${verbosity > 0 ? '' : ' (-v shows them)'}`] : []),
  ];
  const [first] = report.suites.flatMap(({ steps }) => steps);
  const said = counts.length === 0 ? 'nothing found' : counts.join(', ');
  const verdict = report.exitCode === 0 ? palette.good('Lint OK.') : palette.bad('Lint FAILED.');
  const [counted = '', ...known] = printable(first?.reason ?? '').split(AND_SO);
  const told = known.map((one) => `${palette.notice('note')} ${one}`);
  return [`${counted}: ${said}, in ${duration(report.durationMs)}`, ...told, verdict].join('\n');
}
