/** Who waits is told when a signal aborts. */
import type { StopSignal } from '../stopping.ts';
import { Chain } from './chain.ts';

/** The script's, the teardown's, and what a probe has of its own; of more each waits by itself. */
const MOST_SIGNALS = 4;

/**
 * One listener for all that wait for the same signal: to add and remove one for each call costs more than most of what else is done
 * for it, and leaves behind in Node's table of listeners what holds the call.
 */
export class AbortListeners {
  readonly #waiting = new Map<StopSignal, Chain<() => void>>();

  /** `tell` is called once, unless the function that this gives has been called before. */
  add(signal: StopSignal, tell: () => void): () => void {
    const waiting = this.#waiting.get(signal) ?? this.#listen(signal);
    if (!waiting) {
      signal.addEventListener('abort', tell, { once: true });
      return () => signal.removeEventListener('abort', tell);
    }
    const link = waiting.add(tell);
    return () => waiting.remove(link);
  }

  #listen(signal: StopSignal): Chain<() => void> | undefined {
    if (this.#waiting.size >= MOST_SIGNALS) return undefined;
    const waiting = new Chain<() => void>();
    this.#waiting.set(signal, waiting);
    const tellAll = () => {
      for (const tell of waiting.values()) tell();
      waiting.clear();
    };
    signal.addEventListener('abort', tellAll, { once: true });
    return waiting;
  }
}
