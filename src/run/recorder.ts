/** Times each step of a suite, tells the listener, and keeps the results. */

import { amend, settle, statusOf } from '../findings/settle.ts';
import type { Finding, Plan, RawFinding, RunEvent, StepResult, SuiteRef } from '../model.ts';
import type { FixWords } from './fix-words.ts';
import type { StepHead, StepOutcome } from './step.ts';
import { ToldOnce } from './told-once.ts';

export class Recorder {
  readonly steps: StepResult[] = [];
  /** The name of the first step that failed or broke. */
  firstFailure: string | undefined;
  readonly #once: ToldOnce;

  constructor(
    private readonly ref: SuiteRef,
    private readonly rules: Plan['rules'],
    private readonly emit: (event: RunEvent) => void,
    /** When the run began, by `performance.now()`. */
    private readonly epoch: number,
    /** Another one once the port of an app is known. */
    public words: FixWords,
    /** Calls of our own making: what they meet alike is told once. */
    areCallsMade = false,
  ) {
    this.#once = new ToldOnce(areCallsMade);
  }

  /** Adds what a last look at the steps has found, and how often that was met which was told once. */
  conclude(later: readonly { readonly stepId: string; readonly findings: readonly Finding[] }[]): void {
    for (const { stepId, findings } of later) this.amend(stepId, findings);
    for (const { stepId, told, counted } of this.#once.counted()) {
      const index = this.steps.findIndex(({ id }) => id === stepId);
      const step = this.steps[index]!;
      const findings = step.findings.map((finding) => (finding === told ? counted : finding));
      this.steps[index] = { ...step, findings };
      this.emit({ type: 'step-amend', suite: this.ref, step: this.steps[index], added: [counted] });
    }
  }

  /** Runs one step and reports it; what it returns as `value` is handed on. */
  async step<T>(head: StepHead, body: () => Promise<StepOutcome & { value: T }>): Promise<T> {
    const { id, kind, name } = head;
    this.emit({ type: 'step-start', suite: this.ref, step: { id, kind, name } });
    const startedAt = performance.now();
    const { value, status, reason, findings, calls } = await body();
    const durationMs = tenths(performance.now() - startedAt);
    const times = { durationMs, startedAtMs: tenths(startedAt - this.epoch) };
    const wide = new Set(findings.filter(({ info }) => info?.isServerWide).map(({ rule }) => rule));
    const told = this.#once.take(head, this.settle(findings), wide);
    const why = reason ?? told.reason;
    const more = { ...(why ? { reason: why } : {}), ...(calls?.length ? { calls } : {}) };
    const step = { ...head, status, ...times, ...more, findings: told.findings };
    this.steps.push(step);
    if (status === 'failed' || status === 'broken') this.firstFailure ??= name;
    this.emit({ type: 'step-end', suite: this.ref, step });
    return value;
  }

  findingsOf(stepId: string): readonly Finding[] {
    return this.steps.find(({ id }) => id === stepId)?.findings ?? [];
  }

  /** Adds to a step that has ended what was found out later; a finding of the same rule gives way to what is known now. */
  amend(stepId: string, findings: readonly Finding[]): void {
    const index = this.steps.findIndex(({ id }) => id === stepId);
    const step = this.steps[index];
    const added = this.settle(findings).map((finding) => newsOf(finding, step?.findings ?? []));
    if (!step || added.length === 0) return;
    const amended = { ...step, findings: amend(step.findings, findings, this.rules) };
    this.steps[index] = amended;
    this.emit({ type: 'step-amend', suite: this.ref, step: amended, added });
  }

  /** The findings at the levels that the file sets. */
  settle(findings: readonly RawFinding[]): Finding[] {
    return settle(findings.map(this.words), this.rules);
  }

  statusOf(findings: readonly Finding[]) {
    return statusOf(this.settle(findings));
  }
}

/** Of a finding that was told before only what it adds. */
function newsOf(finding: Finding, told: readonly Finding[]): Finding {
  const before = told.find(({ rule }) => rule === finding.rule);
  if (!before) return finding;
  const { evidence: _, ...rest } = finding;
  const added = finding.message.startsWith(before.message) ? finding.message.slice(before.message.length).trim() : '';
  return { ...rest, message: added || 'Where it hangs is known now.', hint: '' };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
