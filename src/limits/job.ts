/** Work that is judged by its processor time, wherever it is done. */

/** What the judging thread is asked. `input` is plain data; the answer is, too. */
export interface Job {
  readonly kind: string;
  readonly input: unknown;
  /** Processor time, once it is prepared. */
  readonly cpuMs: number;
  /** Processor time to prepare it; none by default. */
  readonly prepareMs?: number;
}

/** How the judging thread does one kind of job; `prepare` is not counted against `cpuMs`. */
export interface JobHandler {
  readonly prepare?: (input: never) => unknown;
  readonly run: (input: never, prepared: never) => unknown;
}
