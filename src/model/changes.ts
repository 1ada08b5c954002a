/** What is different from an earlier run of the same scripts. */
import type { StepStatus } from './status.ts';

/** A check of a suite, by the names that people know. */
export interface CheckRef {
  readonly suite: string;
  readonly check: string;
}

export interface StatusChange extends CheckRef {
  /** Absent where the check is new; `after` absent where it is gone. */
  readonly before?: StepStatus;
  readonly after?: StepStatus;
}

/** Median times of repeated calls of one tool, in milliseconds. `noiseMs`: how far apart calls of one run lie. */
export interface PaceChange {
  readonly suite: string;
  readonly tool: string;
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly noiseMs: number;
}

export interface Changes {
  /** When the earlier run began: ISO 8601, UTC; and its commit, where both are known. */
  readonly since: string;
  readonly commit?: string;
  /** Every check of both runs, in the order of the later one. */
  readonly checks: readonly StatusChange[];
  readonly slower: readonly PaceChange[];
  readonly faster: readonly PaceChange[];
  /** Tools with too few calls in one of the runs to tell a change from chance. */
  readonly unjudged: number;
}
