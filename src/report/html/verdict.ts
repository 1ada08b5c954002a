/** The verdict in one sentence, and the counts below it. */
import type { Report, SuiteReport, Totals } from '../../model.ts';
import { excerpt } from '../../text/excerpt.ts';
import { plural } from '../../text/plural.ts';
import { totalsOf } from '../verdict.ts';

/** A name is what a server calls itself, and may be anything. */
const NAME = 60;

/** For a whole report. */
export function verdictSentence({ suites, totals, verdict }: Report): string {
  if (suites.length === 1) return suiteSentence(suites[0]!);
  if (suites.length === 0) return 'Nothing was tested.';
  const bad = suites.filter((suite) => isBad(totalsOf(suite.steps))).length;
  if (bad > 0) return `${bad} of ${plural(suites.length, 'server')} did not pass: ${problems(totals)}.`;
  const end = verdict === 'passed' ? '' : ', and yet the run did not pass';
  return `All ${plural(suites.length, 'server')} passed: ${plural(totals.passed + totals.flaky, 'check')} without a failure${end}.`;
}

/** For one server. */
export function suiteSentence(suite: SuiteReport): string {
  const totals = totalsOf(suite.steps);
  const who = nameOf(suite);
  const { steps, skipped, passed, flaky } = totals;
  if (steps === skipped) return `Nothing of ${who} was tested.`;
  if (isBad(totals)) return `${who} did not pass: ${problems(totals)}.`;
  const late = flaky > 0 ? `, ${flaky} of them not at the first attempt` : '';
  return `${who} passed all ${plural(passed + flaky, 'check')}${late}${skipped > 0 ? `; ${skipped} left out on purpose` : ''}.`;
}

/** `notes 1.0.0`, as the server reports itself; else the name of the suite. Of several revisions, with this one's. */
export function nameOf({ name, server }: SuiteReport): string {
  const revision = `[${server.requestedProtocol}]`;
  const which = server.name !== undefined && name.endsWith(` ${revision}`) ? revision : undefined;
  const parts = [server.name ?? name, server.version, which].filter((part) => part !== undefined && part !== '');
  return parts.map((part) => excerpt(part!, NAME)).join(' ') || 'the server';
}

export function countsOf({ passed, failed, flaky, broken, skipped, warnings }: Totals): [string, number][] {
  const late = warnings === 1 ? { warning: 1 } : { warnings };
  const all: [string, number][] = Object.entries({ passed, failed, broken, flaky, skipped, ...late });
  return all.filter(([word, count]) => count > 0 || word === 'passed' || word === 'failed');
}

function problems({ failed, broken, steps, skipped }: Totals): string {
  const ran = steps - skipped;
  const parts = [
    ...(failed > 0 ? [`${failed} of ${plural(ran, 'check')} failed`] : []),
    ...(broken > 0 ? [`${broken} could not be tested`] : []),
  ];
  return parts.join(', ');
}

function isBad({ failed, broken }: Totals): boolean {
  return failed + broken > 0;
}
