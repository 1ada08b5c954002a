/** From step results to totals, verdict and exit code. Nobody else counts. */
import { constants } from 'node:os';
import type { StepResult, StepStatus, SuiteReport, Totals, Verdict } from '../model.ts';

/** What decides the exit code. */
export interface RunFacts {
  readonly suites: readonly SuiteReport[];
  /** Something ran of what was asked for: teardown and probes alone test nothing of a script. */
  readonly hasRun: boolean;
  readonly passIfEmpty: boolean;
  /** `probe`: connecting and listing is the job, so a run without scripted steps is empty only where no server was tried. */
  readonly probe?: boolean;
  /** The signal that interrupted the run. */
  readonly signal?: 'SIGINT' | 'SIGTERM' | 'SIGHUP';
  /** An exception of ours. */
  readonly internalError?: boolean;
  /** `--fail-on-flaky` and `--fail-on-warning`: what passes otherwise fails the run. */
  readonly failOnFlaky?: boolean;
  readonly failOnWarning?: boolean;
  /** A secret was found in a written output. */
  readonly secretFound?: boolean;
}

/** The exit code as documented; the first that applies of: signal, 70, 5, 2, 3, 1, 4, 0. */
export function exitCode(facts: RunFacts): number {
  const steps = facts.suites.flatMap((suite) => suite.steps);
  if (facts.signal !== undefined) return 128 + constants.signals[facts.signal];
  if (facts.internalError) return 70;
  if (facts.secretFound) return 5;
  if (steps.some(isUserMistake)) return 2;
  if (has(steps, 'broken')) return 3;
  if (has(steps, 'failed') || isTooWeak(steps, facts)) return 1;
  const hasProbed = facts.probe === true && steps.some(({ status }) => status !== 'skipped');
  return facts.hasRun || facts.passIfEmpty || hasProbed ? 0 : 4;
}

/** Totals, and the verdict that the steps alone give: broken before failed before passed. */
export function summarise(suites: readonly SuiteReport[]): { totals: Totals; verdict: Verdict } {
  const steps = suites.flatMap((suite) => suite.steps);
  const verdict = has(steps, 'broken') ? 'broken' : has(steps, 'failed') ? 'failed' : 'passed';
  return { totals: totalsOf(steps), verdict };
}

/**
 * Totals, exit code and a verdict that agrees with it: `passed` if and only if the exit code is 0, `failed` if it is 1,
 * `broken` otherwise (also for an interrupted run and for one in which nothing ran).
 */
export function judge(facts: RunFacts): { totals: Totals; verdict: Verdict; exitCode: number } {
  const code = exitCode(facts);
  const verdict = code === 0 ? 'passed' : code === 1 ? 'failed' : 'broken';
  return { totals: summarise(facts.suites).totals, verdict, exitCode: code };
}

/** The counts over any list of steps. */
export function totalsOf(steps: readonly StepResult[]): Totals {
  const count = (status: StepStatus) => steps.filter((step) => step.status === status).length;
  const findings = steps.flatMap((step) => step.findings);
  return {
    steps: steps.length,
    passed: count('passed'),
    failed: count('failed'),
    flaky: count('flaky'),
    broken: count('broken'),
    skipped: count('skipped'),
    errors: findings.filter((finding) => finding.level === 'error').length,
    warnings: findings.filter((finding) => finding.level === 'warning').length,
  };
}

/** What a suite comes to: the worst of what its steps came to. */
export function worst(statuses: readonly StepStatus[]): StepStatus {
  const ranked: readonly StepStatus[] = ['broken', 'failed', 'flaky', 'passed'];
  return ranked.find((status) => statuses.includes(status)) ?? 'skipped';
}

function has(steps: readonly StepResult[], status: StepStatus): boolean {
  return steps.some((step) => step.status === status);
}

function isTooWeak(steps: readonly StepResult[], { failOnFlaky, failOnWarning }: RunFacts): boolean {
  const hasWarning = () => steps.some(({ findings }) => findings.some(({ level }) => level === 'warning'));
  return (failOnFlaky === true && has(steps, 'flaky')) || (failOnWarning === true && hasWarning());
}

function isUserMistake(step: StepResult): boolean {
  return step.status === 'broken' && step.findings.some(({ about }) => about === 'file');
}
