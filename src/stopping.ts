/**
 * What asks for an end: the part of AbortSignal that nearly all of us need. Node's own loads and runs a millisecond of code before the
 * first listener is there.
 */
import { setMaxListeners } from 'node:events';

/** An AbortSignal is one, too. */
export interface StopSignal {
  readonly aborted: boolean;
  /** What it was aborted with. */
  readonly reason: unknown;
  /** `listener` is called once, at the moment of the abort; never where that has been. */
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A signal together with its controller. */
export class Stop implements StopSignal {
  aborted = false;
  reason: unknown;
  readonly #listeners = new Set<() => void>();

  /** Tells all who listen; what one of them throws is an uncaught exception, and the others are told none the less. */
  abort(reason?: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const tell of this.#listeners) attempt(tell);
    this.#listeners.clear();
  }

  addEventListener(_: 'abort', listener: () => void): void {
    if (!this.aborted) this.#listeners.add(listener);
  }

  removeEventListener(_: 'abort', listener: () => void): void {
    this.#listeners.delete(listener);
  }
}

function attempt(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}

/** Calls `tell` when it aborts, at once where it has; unless the function that this gives has been called before. */
export function onAbort(signal: StopSignal, tell: () => void): () => void {
  if (signal.aborted) tell();
  else signal.addEventListener('abort', tell, { once: true });
  return () => signal.removeEventListener('abort', tell);
}

const known = new WeakMap<StopSignal, AbortSignal>();

/** The same for Node's own functions; of one signal always the same. */
export function abortSignalOf(stop: StopSignal): AbortSignal {
  if (stop instanceof AbortSignal) return stop;
  const earlier = known.get(stop);
  if (earlier) return earlier;
  const controller = new AbortController();
  const { signal } = controller;
  known.set(stop, signal);
  // Every request in flight listens; a thousand of them are no leak.
  setMaxListeners(0, signal);
  onAbort(stop, () => controller.abort(stop.reason));
  return signal;
}
