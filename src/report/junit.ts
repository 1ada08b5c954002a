/**
 * JUnit XML as GitLab, Jenkins and GitHub's report actions read it: a suite is a `testsuite`, a step a `testcase`;
 * failed is `failure`, broken is `error`, skipped is `skipped`. There is no official schema; the elements are those
 * that all three know.
 */
import type { Report, StepResult, SuiteReport } from '../model.ts';
import { caseElement, seconds } from './junit-case.ts';
import { stepLabel } from './label.ts';
import { totalsOf } from './verdict.ts';
import { element, textElement } from './xml.ts';

export function renderJunit(report: Report): string {
  const root = { name: 'mcp-smoke', ...counts(report.suites.flatMap((suite) => suite.steps)) };
  const suites = report.suites.map((suite) => suiteElement(suite, report.startedAt));
  const document = element('testsuites', { ...root, time: seconds(report.durationMs) }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

function suiteElement(suite: SuiteReport, startedAt: string): string {
  const { name, file, steps, stderrTail } = suite;
  const timing = { time: seconds(sum(steps.map((step) => step.durationMs))), timestamp: startedAt.slice(0, 19) };
  const attributes = { name, ...counts(steps), ...timing, file: file || undefined };
  const names = caseNames(steps);
  const cases = steps.map((step, index) => caseElement(step, names[index] ?? step.id, suite));
  const stderr = stderrTail === '' ? [] : [textElement('system-err', {}, stderrTail)];
  return element('testsuite', attributes, [...serverProperties(suite), ...cases, ...stderr]);
}

function counts(steps: readonly StepResult[]) {
  const totals = totalsOf(steps);
  return { tests: totals.steps, failures: totals.failed, errors: totals.broken, skipped: totals.skipped };
}

/** Test histories go by the name: steps that share one get their id beside it. */
function caseNames(steps: readonly StepResult[]): string[] {
  const seen = new Map<string, number>();
  for (const label of steps.map(stepLabel)) seen.set(label, (seen.get(label) ?? 0) + 1);
  return steps.map((step) => (seen.get(stepLabel(step)) === 1 ? stepLabel(step) : `${stepLabel(step)} [${step.id}]`));
}

function serverProperties({ kind, server }: SuiteReport): string[] {
  if (kind === 'lint') return [];
  const known = Object.entries(server).filter(([, value]) => value !== undefined);
  return [
    element(
      'properties',
      {},
      known.map(([key, value]) => element('property', { name: `server.${key}`, value: [value].flat().join(', ') })),
    ),
  ];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, next) => total + next, 0);
}
