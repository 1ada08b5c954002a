/** `probe --from FILE`: one line for each server, in columns. */
import type { SuiteReport } from '../../model.ts';
import { duration } from '../../text/duration.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { printable } from '../../text/printable.ts';
import { displayWidth, padToWidth } from '../../text/width.ts';
import { statusLine } from './line.ts';
import type { PrettyOptions } from './options.ts';
import { isBad, worstStatus } from './status.ts';

const LONGEST_NAME = 30;
const LONGEST_REASON = 120;

/** Suites without a file that stand beside each other. */
export function isSweep(suites: readonly SuiteReport[]): boolean {
  return suites.length > 1 && suites.every(({ file }) => file === '');
}

export function sweepLines(suites: readonly SuiteReport[], options: PrettyOptions): string[] {
  const rows = suites.map((suite) => [printable(excerpt(suite.name, LONGEST_NAME)), ...factsOf(suite)]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => (row.length > 2 ? displayWidth(row[column]!) : 0))),
  );
  const first = Math.max(...rows.map(([name = '']) => displayWidth(name)));
  return rows.flatMap(([name = '', ...facts], index) => {
    const suite = suites[index]!;
    const cells = facts.length > 1 ? facts.map((fact, column) => padToWidth(fact, widths[column + 1] ?? 0)) : facts;
    const text = [padToWidth(name, first), ...cells].join('  ').trimEnd();
    return statusLine(worstStatus(suite.steps.map(({ status }) => status)), text, timeOf(suite), options);
  });
}

/** Who it is, its protocol and its tools; of one that did not get as far as that, why. */
function factsOf({ server, steps, tools }: SuiteReport): string[] {
  const connect = steps[0];
  if (server.name === undefined && server.protocol === undefined) return [reasonOf(connect)];
  const bad = steps.filter(isBad);
  const rules = [...new Set(bad.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error')))];
  const wrong = rules.length > 0 ? `, ${[...new Set(rules.map(({ rule }) => rule))].join(', ')}` : '';
  const who = [server.name ?? 'unnamed', server.version].filter(Boolean).join(' ');
  return [
    printable(excerpt(who, LONGEST_NAME)),
    printable(server.protocol ?? ''),
    `${plural(tools.length, 'tool')}${wrong}`,
  ];
}

function reasonOf(step: SuiteReport['steps'][number] | undefined): string {
  const [finding] = step?.findings ?? [];
  const said = finding ? `${finding.rule}: ${finding.message}` : (step?.reason ?? '');
  return printable(excerpt(said, LONGEST_REASON));
}

function timeOf({ steps }: SuiteReport): string {
  return steps.every(({ status }) => status === 'skipped')
    ? ''
    : duration(steps.reduce((sum, step) => sum + step.durationMs, 0));
}
