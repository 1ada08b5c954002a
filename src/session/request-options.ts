/** How a request is sent, and what is looked at meanwhile. */
import type { StopSignal } from '../stopping.ts';

export interface RequestOptions {
  readonly timeoutMs: number;
  /** Ask for signs of life while the request is open. Not before the handshake is done. */
  readonly liveness?: boolean;
  /** An error is what the script wants: nobody will look for its cause on stderr. */
  readonly expectsError?: boolean;
  /** Gives the request up; the outcome is `no-answer`, `interrupted`. */
  readonly signal?: StopSignal;
  /** It opens the conversation. */
  readonly isOpening?: boolean;
  /** A question of our own: a server that goes meanwhile has gone by itself. */
  readonly isAside?: boolean;
  /** It stays open beside others, and is not answered before it ends: what is wrong meanwhile is not its own. */
  readonly isStanding?: boolean;
}

/** A request of a probe's own. */
export interface Experiment {
  readonly method: string;
  readonly params?: object;
  readonly hangUpMs?: number;
}
