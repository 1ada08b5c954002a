/** What is under way: as many runs as clients ask for, up to a bound, and none that outlives the conversation. */
import { openStage, type Stage } from '../api/place.ts';
import { type Listener, type Report, type RunEvent, type SuiteRef, UsageError } from '../model.ts';
import { abortSignalOf, onAbort, type StopSignal } from '../stopping.ts';

/** A client that starts more at once waits for none of them. */
const MOST = 8;
/** For teardown, once nobody is there any more. */
const TEARDOWN_MS = 5000;

export interface Ran {
  readonly report: Report;
  /** By index of the suite in the report. */
  readonly suites: readonly (SuiteRef | undefined)[];
}

/** Where a run takes place, who may stop it, and who hears of it. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: StopSignal;
  readonly tell: Listener;
}

export class Runs {
  readonly #closing = new AbortController();
  readonly #stages = new Map<Stage, Promise<unknown>>();

  /** Runs `body` on a stage of its own, which ends with the call or the conversation. Throws UsageError beyond the bound. */
  async run(
    { cwd, env, signal, tell }: Place,
    body: (stage: Stage, tell: (event: RunEvent) => void) => Promise<Report>,
  ): Promise<Ran> {
    if (this.#stages.size >= MOST) throw new UsageError(`${MOST} runs are under way; wait for one of them to end`);
    const suites: SuiteRef[] = [];
    const listener = (event: RunEvent) => {
      if (event.type === 'suite-start') suites[event.suite.index] = event.suite;
      tell(event);
    };
    const stage = openStage({ signal: AbortSignal.any([abortSignalOf(signal), this.#closing.signal]) }, { cwd, env });
    const running = body(stage, listener);
    this.#stages.set(stage, running);
    try {
      return { report: await running, suites };
    } finally {
      stage.clear();
      this.#stages.delete(stage);
    }
  }

  /** Scripts stop, teardown runs for a while, servers are ended; resolves when nothing of any run is left. */
  async close(reason: string, atOnce: StopSignal): Promise<void> {
    this.#closing.abort(reason);
    const stopAll = () => {
      for (const { outside } of this.#stages.keys()) outside.interrupts.stopAll(reason);
    };
    const timer = setTimeout(stopAll, TEARDOWN_MS);
    const leave = onAbort(atOnce, stopAll);
    await Promise.allSettled(this.#stages.values());
    clearTimeout(timer);
    leave();
  }
}
