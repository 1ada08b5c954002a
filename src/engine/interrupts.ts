/** What ends a run early: asked to once, the script stops and teardown runs; twice, teardown stops too. Who asks is not known here. */
import { setMaxListeners } from 'node:events';

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** After `limit` teardown gets this long. */
const TEARDOWN_MS = 5000;

export interface Interrupts {
  readonly stop: AbortSignal;
  readonly stopTeardown: AbortSignal;
  /** The signal that came first. */
  readonly signal: Signal | undefined;
  /** Aborted by the signal that comes next, whichever it is. */
  next(): AbortSignal;
  /** `--max-time`, from now on. */
  limit(maxTimeMs: number): void;
  /** The script and its teardown at once. */
  stopAll(reason: string): void;
}

export interface Interruptible extends Interrupts {
  /** Someone wants it to end. `reason` is what people read. False where all of it has been stopped already. */
  interrupt(signal: Signal, reason?: string): boolean;
  /** The run is over: no timer of it is left. */
  clear(): void;
}

export function createInterrupts(): Interruptible {
  const stop = new AbortController();
  const stopTeardown = new AbortController();
  // Every request in flight listens; a thousand of them are no leak.
  setMaxListeners(0, stop.signal, stopTeardown.signal);
  const timers: NodeJS.Timeout[] = [];
  let first: Signal | undefined;
  let next = new AbortController();
  return {
    stop: stop.signal,
    stopTeardown: stopTeardown.signal,
    get signal() {
      return first;
    },
    next: () => next.signal,
    limit: (maxTimeMs) => {
      const reason = '--max-time is over';
      timers.push(setTimeout(() => stop.abort(reason), maxTimeMs));
      timers.push(setTimeout(() => stopTeardown.abort(reason), maxTimeMs + TEARDOWN_MS));
    },
    stopAll: (reason) => {
      stop.abort(reason);
      stopTeardown.abort(reason);
    },
    interrupt: (signal, reason = `interrupted by ${signal}`) => {
      first ??= signal;
      next.abort();
      next = new AbortController();
      const running = [stop, stopTeardown].find((one) => !one.signal.aborted);
      running?.abort(reason);
      return running !== undefined;
    },
    clear: () => timers.forEach(clearTimeout),
  };
}
