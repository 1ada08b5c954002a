/** What ends a run early: asked to once, the script stops and teardown runs; twice, teardown stops too. Who asks is not known here. */
import { Stop, type StopSignal } from '../stopping.ts';

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** After `limit` teardown gets this long. */
const TEARDOWN_MS = 5000;

export interface Interrupts {
  readonly stop: StopSignal;
  readonly stopTeardown: StopSignal;
  /** The signal that came first. */
  readonly signal: Signal | undefined;
  /** Aborted by the signal that comes next, whichever it is. */
  next(): StopSignal;
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
  const stop = new Stop();
  const stopTeardown = new Stop();
  const timers: NodeJS.Timeout[] = [];
  let first: Signal | undefined;
  let next = new Stop();
  return {
    stop,
    stopTeardown,
    get signal() {
      return first;
    },
    next: () => next,
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
      next = new Stop();
      const running = [stop, stopTeardown].find((one) => !one.aborted);
      running?.abort(reason);
      return running !== undefined;
    },
    clear: () => timers.forEach(clearTimeout),
  };
}
