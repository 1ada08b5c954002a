/** What judging needs, whatever is judged. */
import type { StopSignal } from '../stopping.ts';
import type { Checks } from './checks.ts';
import type { Inspect } from './inspect.ts';

export interface Stoppable {
  /** Gives up what is in flight. */
  readonly stop: StopSignal;
}

export interface Cleaning {
  /** Cleans text of secrets, before anything is cut. */
  readonly redact: (text: string) => string;
}

export interface Judging extends Stoppable {
  /** As `inspectAll`, with findings in which no half of a secret stands. */
  readonly inspect: Inspect;
  readonly checks: Checks;
}
