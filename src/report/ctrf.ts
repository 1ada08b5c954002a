/** The Common Test Report Format, 0.0: one flat list of tests. `other` is a step that is broken. */
import type { Report, StepResult, StepStatus, SuiteReport } from '../model.ts';
import { printableBlock } from '../text/printable.ts';
import { findingText, headline } from './finding-text.ts';
import { plainJson } from './json.ts';
import { stepLabel } from './label.ts';
import { parsePlace } from './place.ts';

const STATUSES = {
  passed: 'passed',
  flaky: 'passed',
  failed: 'failed',
  broken: 'other',
  skipped: 'skipped',
} as const satisfies Record<StepStatus, string>;

export function renderCtrf(report: Report): string {
  const start = Date.parse(report.startedAt);
  const { environment } = report;
  const results = {
    tool: { name: 'mcp-smoke', ...(environment ? { version: environment.mcpSmoke } : {}) },
    summary: summaryOf(report, start),
    tests: report.suites.flatMap((suite) => suite.steps.map((step) => testOf(step, suite, start))),
    ...(environment ? { environment: environmentOf(environment) } : {}),
  };
  const document = { reportFormat: 'CTRF', specVersion: '0.0.0', generatedBy: 'mcp-smoke', results };
  return `${plainJson(JSON.stringify(document, null, 2))}\n`;
}

function summaryOf({ totals, durationMs, suites }: Report, start: number) {
  const { steps: tests, passed, flaky, failed, broken, skipped } = totals;
  const times = { start, stop: start + Math.round(durationMs), duration: Math.round(durationMs) };
  return {
    tests,
    passed: passed + flaky,
    failed,
    skipped,
    pending: 0,
    other: broken,
    flaky,
    suites: suites.length,
    ...times,
  };
}

function testOf(step: StepResult, suite: SuiteReport, runStart: number) {
  const { status, durationMs, startedAtMs, kind, id } = step;
  const start = startedAtMs === undefined ? undefined : runStart + Math.round(startedAtMs);
  const place = parsePlace(step.at);
  const file = place?.file ?? suite.file;
  return {
    name: stepLabel(step) || id || kind,
    ...(id === '' ? {} : { testId: `${suite.file || suite.name}#${id}` }),
    status: STATUSES[status],
    rawStatus: status,
    duration: Math.round(durationMs),
    ...(start === undefined ? {} : { start, stop: start + Math.round(durationMs) }),
    suite: [suite.name],
    type: kind,
    ...problemOf(step),
    ...(place ? { line: place.line } : {}),
    ...(file === '' ? {} : { filePath: file }),
    ...(status === 'flaky' ? { flaky: true } : {}),
  };
}

function problemOf(step: StepResult): { message?: string; trace?: string } {
  const { status, reason, findings } = step;
  const isBad = status === 'failed' || status === 'broken';
  const message = isBad ? headline(step) : reason;
  return {
    ...(message === undefined ? {} : { message: printableBlock(message) }),
    ...(findings.length > 0
      ? { trace: printableBlock(findings.map((finding) => findingText(finding)).join('\n\n')) }
      : {}),
  };
}

function environmentOf({ platform, commit, node }: NonNullable<Report['environment']>) {
  return { osPlatform: platform, ...(commit ? { commit } : {}), extra: { node } };
}
