/** From what checks said to what a step reports: levels set by the user, no repetition, the status. */
import { levelFor } from '../checks/profiles.ts';
import type { Finding, Level, Plan, StepStatus } from '../model.ts';

const ORDER: Record<Level, number> = { error: 0, warning: 1, info: 2 };
/** One step never reports more than this; the rest is counted. */
const MOST = 50;

/** Applies the file's `rules`, drops repetitions, and puts errors first. */
export function settleFindings(findings: readonly Finding[], rules: Plan['rules']): Finding[] {
  const levelled = findings.flatMap((finding) => withLevel(finding, levelFor(finding.rule, finding.level, rules)));
  const sorted = firstOfEach(levelled).sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  return sorted.length <= MOST ? sorted : [...sorted.slice(0, MOST), andMore(sorted.slice(MOST))];
}

/** Causes first; one that a check has named already is not told twice. */
export function withCauses(causes: readonly Finding[], findings: readonly Finding[]): Finding[] {
  return [...causes.filter(({ rule }) => !findings.some((finding) => finding.rule === rule)), ...findings];
}

/** Passed, unless an error says otherwise; without credentials nothing could be tested. */
export function statusOf(findings: readonly Finding[]): Extract<StepStatus, 'passed' | 'failed' | 'broken'> {
  const errors = findings.filter((finding) => finding.level === 'error');
  if (errors.some(({ rule }) => rule === 'needs-auth')) return 'broken';
  return errors.length > 0 ? 'failed' : 'passed';
}

function withLevel(finding: Finding, level: Level | 'off'): Finding[] {
  return level === 'off' ? [] : [{ ...finding, level }];
}

/** Of several alike the first stays: it says in which repetition it began. */
function firstOfEach(findings: readonly Finding[]): Finding[] {
  const firsts = new Map<string, Finding>();
  for (const finding of findings) if (!firsts.has(identity(finding))) firsts.set(identity(finding), finding);
  return [...firsts.values()];
}

function identity({ rule, message, where }: Finding): string {
  return JSON.stringify([rule, message, where]);
}

function andMore(rest: readonly Finding[]): Finding {
  const [first] = rest as [Finding];
  return { ...first, message: `and ${rest.length} more findings, the next of them: ${first.message}` };
}
