/** The run behind the tests: begun by the first that is carried out, and asked by each for its own step. */
import type { Report, StepResult, SuiteRef } from '../../model.ts';
import type { SmokeRun } from '../run.ts';

export interface StepOutcome {
  readonly step: StepResult;
  readonly suite: SuiteRef;
}

export class Outcomes {
  readonly #known = new Map<string, StepOutcome>();
  readonly #waiting = new Map<string, () => void>();
  #report: Promise<Report> | undefined;

  constructor(private readonly start: () => SmokeRun) {}

  /** As soon as the step has ended; undefined where the run is over and never came to it. Rejects as the run does. */
  async of(index: number, id: string): Promise<StepOutcome | undefined> {
    const key = keyOf(index, id);
    const ended = new Promise<void>((resolve) => this.#waiting.set(key, resolve));
    const report = this.report();
    if (!this.#known.has(key)) await Promise.race([ended, report]);
    this.#waiting.delete(key);
    return this.#known.get(key);
  }

  report(): Promise<Report> {
    this.#report ??= this.#run();
    return this.#report;
  }

  async #run(): Promise<Report> {
    const run = this.start();
    for await (const event of run) {
      if (event.type !== 'step-end') continue;
      const { step, suite } = event;
      const key = keyOf(suite.index, step.id);
      this.#known.set(key, { step, suite });
      this.#waiting.get(key)?.();
    }
    return run.report;
  }
}

function keyOf(index: number, id: string): string {
  return `${index} ${id}`;
}
