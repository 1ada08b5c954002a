/** What a report shows of one request. */
import type { AskedQuestion } from './answers.ts';

/**
 * One request of a scripted step, for people: texts are excerpts, whole only where the step failed.
 * Times are milliseconds; `startedAtMs` counts from the start of the run.
 */
export interface CallRecord {
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly timeoutMs: number;
  /** `maxLatency` of the step. */
  readonly maxLatencyMs?: number;
  readonly outcome: 'result' | 'tool-error' | 'rpc-error' | 'no-answer' | 'closed';
  /** Of `retry`, from 1; absent where there was one. */
  readonly attempt?: number;
  /** The index of `repeat`; absent where the step is not repeated. */
  readonly i?: number;
  /** What was sent, as JSON. */
  readonly args: string;
  /** The text of the answer, or the answer as JSON where it has none. */
  readonly answer: string;
  /** What the server wrote to stderr meanwhile. */
  readonly stderr?: string;
  /** What the server asked its host meanwhile, and was told. */
  readonly asked?: readonly AskedQuestion[];
  /** Our signs-of-life questions; times since the request was sent. */
  readonly pings?: readonly Ping[];
}

/** One question whether the server is alive; without `answeredAtMs` no answer came while the request was open. */
export interface Ping {
  readonly askedAtMs: number;
  readonly answeredAtMs?: number;
}
