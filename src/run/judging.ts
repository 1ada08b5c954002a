/** What judging needs, whatever is judged. */
import type { Inspect } from './inspect.ts';

export interface Judging {
  /** As `inspectAll`, with findings in which no half of a secret stands. */
  readonly inspect: Inspect;
  /** Gives up what is in flight. */
  readonly stop: AbortSignal;
}
