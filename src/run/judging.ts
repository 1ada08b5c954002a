/** What judging needs, whatever is judged. */
import type { Inspect } from './inspect.ts';

/** Loaded while the server boots. */
export type Rooms = typeof import('./rooms.ts');

export interface Judging {
  readonly rooms: Rooms;
  /** As `inspectAll`, with findings in which no half of a secret stands. */
  readonly inspect: Inspect;
  /** Gives up what is in flight. */
  readonly stop: AbortSignal;
}
