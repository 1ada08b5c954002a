/** What one suite is run with. */
import type { Plan, RunEvent, SuiteRef } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { RunOptions } from './options.ts';
import type { Wiretap } from './wiretap.ts';

/** `emit` cleans the events itself. */
export interface SuiteInput {
  readonly plan: Plan;
  readonly ref: SuiteRef;
  readonly options: RunOptions;
  readonly emit: (event: RunEvent) => void;
  readonly redactor: Redactor;
  /** Where the wires are listened to. */
  readonly wiretap?: Wiretap;
  /** When the run began, by `performance.now()`. */
  readonly epoch: number;
}
