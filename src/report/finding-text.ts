/** Findings in plain text, as formats for machines carry them. */
import type { Finding, Level, StepResult } from '../model.ts';

/** `told`: what has just been said, and is not said again. */
export function findingText({ level, rule, message, evidence, where, hint }: Finding, told?: string): string {
  const lines = [message === told ? `${level} ${rule}` : `${level} ${rule}: ${message}`];
  if (evidence) lines.push(evidence);
  if (where) lines.push(`where: ${where}`);
  if (hint) lines.push(`fix: ${hint}`);
  return lines.join('\n');
}

/** Why the step is bad, in one sentence: the first error, else the reason; in plain words, where there are any. */
export function headline(step: StepResult): string {
  const [first] = ofLevels(step, ['error']);
  return (
    first?.instead ?? first?.message ?? step.reason ?? `the step ${step.status === 'failed' ? 'failed' : 'is broken'}`
  );
}

export function ofLevels(step: StepResult, levels: readonly Level[]): Finding[] {
  return step.findings.filter((finding) => levels.includes(finding.level));
}
