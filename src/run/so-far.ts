/** What is known of the suites of a run, those included that an exception of ours has cut short. */
import type { RunEvent, StepResult, SuiteRef, SuiteReport } from '../model.ts';
import type { StepHead } from './step.ts';

interface Known {
  readonly suite: SuiteRef;
  readonly steps: StepResult[];
  running: StepHead | undefined;
  ended: SuiteReport | undefined;
}

/** Fed with clean events; gives the suites in the order of their plans. */
export class SoFar {
  readonly #suites: Known[] = [];

  take(event: RunEvent): void {
    if (event.type === 'run-end' || event.type === 'wire') return;
    const { index } = event.suite;
    this.#suites[index] ??= startOf(event.suite);
    const known = this.#suites[index];
    if (event.type === 'step-start') known.running = event.step;
    else if (event.type === 'step-end') end(known, event.step);
    else if (event.type === 'step-amend') replace(known.steps, event.step);
    else if (event.type === 'suite-end') known.ended = event.report;
  }

  get suites(): SuiteReport[] {
    return this.#suites.filter(Boolean).map((known) => known.ended ?? cutShort(known));
  }
}

function startOf(suite: SuiteRef): Known {
  return { suite, steps: [], running: undefined, ended: undefined };
}

function end(known: Known, step: StepResult): void {
  known.steps.push(step);
  known.running = undefined;
}

function replace(steps: StepResult[], step: StepResult): void {
  const index = steps.findIndex(({ id }) => id === step.id);
  if (index !== -1) steps[index] = step;
}

/** The step that was running says why there is no more. */
function cutShort({ suite, steps, running }: Known): SuiteReport {
  const { name, file, target, transport } = suite;
  const reason = 'mcp-smoke itself failed here';
  const last: StepResult[] = running ? [{ ...running, status: 'broken', durationMs: 0, reason, findings: [] }] : [];
  return { name, file, target, server: { transport }, steps: [...steps, ...last], tools: [], stderrTail: '' };
}
