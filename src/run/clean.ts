/** What leaves a run: clean of secrets first, cut afterwards, so that no half of a secret stays. */
import type { Finding, RunEvent, StepResult, SuiteReport } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { cleanEvent, cleanStep, cleanSuite } from '../redact/report.ts';
import { excerpt } from '../text/excerpt.ts';
import { shorten } from './call-record.ts';

const EVIDENCE = 2000;

/** Cleans what leaves one run. What was clean when it left is so at the end, unless another secret has come to be known since. */
export class Settler {
  #steps = new WeakMap<StepResult, StepResult>();
  #secrets = 0;

  constructor(private readonly redactor: Redactor) {}

  /** The suite's own data is clean already; only what the server had a part in is looked at. */
  event(event: RunEvent): RunEvent {
    const clean = cleanEvent(event, this.redactor, this.#step);
    return clean.type === 'step-amend' ? { ...clean, added: cutFindings(clean.added) } : clean;
  }

  suite(report: SuiteReport): SuiteReport {
    return cleanSuite(report, this.redactor, this.#step);
  }

  readonly #step = (step: StepResult): StepResult => {
    const { length } = this.redactor.secrets;
    if (this.#secrets !== length) this.#steps = new WeakMap();
    this.#secrets = length;
    const settled = this.#steps.get(step) ?? cutStep(cleanStep(step, this.redactor));
    this.#steps.set(step, settled).set(settled, settled);
    return settled;
  };
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
