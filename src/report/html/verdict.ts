/** The verdict in one sentence: of what was promised, how much holds. */
import type { Report, StepResult, SuiteReport, Totals } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { exitNote } from '../exit-note.ts';
import { promisedOf } from '../promised.ts';
import { totalsOf } from '../verdict.ts';

/** A name is what a server calls itself, and may be anything. */
const NAME = 60;

/** For a whole report. */
export function verdictSentence(report: Report): string {
  const { suites, verdict } = report;
  if (suites.length === 0) return 'Nothing was tested.';
  const end = verdict !== 'passed' && !suites.some(isBad) ? ` ${whyNot(report)}` : '';
  if (suites.length === 1) return `${suiteSentence(suites[0]!)}${end}`;
  const bad = suites.filter(isBad).length;
  const all = plural(suites.length, 'test suite');
  const steps = suites.flatMap((suite) => suite.steps);
  const tools = suites.flatMap((suite) => suite.tools);
  const counts = countsSentence({ steps, tools });
  return `${bad === 0 ? `All ${all} passed` : `${bad} of ${all} did not pass`}: ${counts}.${end}`;
}

/** All suites passed, and still. */
function whyNot(report: Report): string {
  return ['And yet the run did not pass.', exitNote(report)].filter(Boolean).join(' ');
}

/** For one server: `9 of 12 tools tested, 30 of 31 checks passed`, and what went wrong beside them. */
export function suiteSentence(suite: SuiteReport): string {
  if (suite.kind === 'lint') return lintSentence(suite);
  const { steps, skipped } = totalsOf(suite.steps);
  const who = nameOf(suite);
  if (steps === skipped) return `Nothing of ${who} was tested.`;
  const { housekeeping } = promisedOf(suite);
  const beside = housekeeping.length === 0 ? '' : `; ${housekeeping.map(housekeepingWords).join(' and ')}`;
  return `${who} ${isBad(suite) ? 'did not pass' : 'passed'}: ${countsSentence(suite)}${beside}.`;
}

/** What was found, for each file that something is wrong in. */
function lintSentence(suite: SuiteReport): string {
  const { errors, warnings } = totalsOf(suite.steps);
  const bad = suite.steps.filter(({ findings }) => findings.some(({ level }) => level !== 'info')).length;
  const counts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
  const said = counts.length === 0 ? 'nothing found' : `${counts.join(' and ')} in ${plural(bad, 'file')}`;
  return `The source ${isBad(suite) ? 'did not pass' : 'passed'}: ${said}.`;
}

/** Of what was promised, what was left out included. */
function countsSentence(suite: Pick<SuiteReport, 'steps' | 'tools'>): string {
  const { checks, tools } = promisedOf(suite);
  const told = tools.all === 0 ? [] : [`${tools.tested} of ${plural(tools.all, 'tool')} tested`];
  if (checks.steps === 0) return [...told, 'no checks were asked for'].join(', ');
  const good = checks.passed + checks.flaky;
  const passed = `${good} of ${plural(checks.steps, 'check')} passed`;
  return [...told, passed, ...besides(checks)].join(', ');
}

function besides({ flaky, broken, skipped }: Totals): string[] {
  return [
    ...(flaky > 0 ? [`${flaky} of them not at the first attempt`] : []),
    ...(broken > 0 ? [`${broken} could not be tested`] : []),
    ...(skipped > 0 ? [`${skipped} left out`] : []),
  ];
}

const WRONG: Readonly<Record<string, string>> = {
  install: 'it could not be installed',
  connect: 'the server could not be started or reached',
  list: 'its list of tools is faulty',
  schema: 'the descriptions of its tools are faulty',
  contract: 'it breaks what the last release promised',
  close: 'it did not end as it should',
};

function housekeepingWords({ kind }: StepResult): string {
  return WRONG[kind] ?? kind;
}

/** `notes 1.0.0`, as the server reports itself; else the name of the suite. Of several revisions, with this one's. */
export function nameOf({ name, server }: SuiteReport): string {
  const revision = `[${server.requestedProtocol}]`;
  const which = server.name !== undefined && name.endsWith(` ${revision}`) ? revision : undefined;
  const parts = [server.name ?? name, server.version, which].filter((part) => part !== undefined && part !== '');
  return parts.map((part) => excerpt(part!, NAME)).join(' ') || 'the server';
}

export function isBad({ steps }: Pick<SuiteReport, 'steps'>): boolean {
  const { failed, broken } = totalsOf(steps);
  return failed + broken > 0;
}
