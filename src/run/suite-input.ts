/** What one suite is run with. */
import type { ArtifactFacts, Plan, RawFinding, RunEvent, SuiteRef } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { RunOptions } from './options.ts';
import type { Wiretap } from './wiretap.ts';

/** `emit` cleans the events itself. */
/** What is known of an artifact once it has been installed. */
export interface Artifact {
  readonly facts: ArtifactFacts;
  /** What stderr of a server that does not start says about it. */
  readonly judgeStart: (stderr: string) => RawFinding[];
}

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
  /** What was installed for it. */
  readonly artifact?: Artifact;
}
