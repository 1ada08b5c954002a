/** What leaves a run: clean of secrets first, cut afterwards, so that no half of a secret stays. */
import type { Finding, RunEvent, StepResult, SuiteReport } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { cleanEvent, cleanSuite } from '../redact/report.ts';
import { excerpt } from '../text/excerpt.ts';
import { shorten } from './call-record.ts';

const EVIDENCE = 2000;

/** The suite's own data is clean already; only what the server had a part in is looked at. */
export function settleEvent(event: RunEvent, redactor: Redactor): RunEvent {
  const clean = cleanEvent(event, redactor);
  if (clean.type === 'step-end') return { ...clean, step: cutStep(clean.step) };
  if (clean.type === 'step-amend') return { ...clean, step: cutStep(clean.step), added: cutFindings(clean.added) };
  return clean.type === 'suite-end' ? { ...clean, report: cutSuite(clean.report) } : clean;
}

export function settleSuite(report: SuiteReport, redactor: Redactor): SuiteReport {
  return cutSuite(cleanSuite(report, redactor));
}

function cutSuite(report: SuiteReport): SuiteReport {
  return { ...report, steps: report.steps.map(cutStep) };
}

function cutStep(step: StepResult): StepResult {
  const { findings, calls, status } = step;
  const isWhole = status === 'failed' || status === 'broken';
  const cutCalls = calls ? { calls: calls.map((call) => shorten(call, isWhole)) } : {};
  return { ...step, findings: cutFindings(findings), ...cutCalls };
}

function cutFindings(findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => {
    const message = excerpt(finding.message, EVIDENCE);
    return finding.evidence === undefined
      ? { ...finding, message }
      : { ...finding, message, evidence: excerpt(finding.evidence, EVIDENCE) };
  });
}
