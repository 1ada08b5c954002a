/** Ctrl-C, SIGTERM and --max-time: the first stops the script (teardown runs), the second stops teardown, the third everything. */
import { setMaxListeners } from 'node:events';
import { surviveLostTerminal } from './lost-terminal.ts';

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** After --max-time teardown gets this long. */
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
  /** Whether there was a run. */
  readonly isHeeded: boolean;
  /** There is a run: it reacts to `stop` by itself. */
  heed(): void;
  /** Without a run to stop, signals end the process as they do everywhere; one that has come already does so now. */
  unlessHeeded(): void;
}

/** `onLast` ends the process at once; what is left of the servers is the reaper's. */
export function listenForInterrupts(onLast: (signal: Signal) => void): Interrupts {
  const stop = new AbortController();
  const stopTeardown = new AbortController();
  // Every request in flight listens; a thousand of them are no leak.
  setMaxListeners(0, stop.signal, stopTeardown.signal);
  let first: Signal | undefined;
  let isHeeded = false;
  let next = new AbortController();
  const onSignal = (signal: Signal) => {
    first ??= signal;
    if (signal === 'SIGHUP') surviveLostTerminal();
    next.abort();
    next = new AbortController();
    if (!stop.signal.aborted) return stop.abort(`interrupted by ${signal}`);
    if (!stopTeardown.signal.aborted) return stopTeardown.abort(`interrupted by ${signal}`);
    onLast(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    stop: stop.signal,
    stopTeardown: stopTeardown.signal,
    get signal() {
      return first;
    },
    get isHeeded() {
      return isHeeded;
    },
    next: () => next.signal,
    limit: (maxTimeMs) => limitTime(maxTimeMs, stop, stopTeardown),
    stopAll: (reason) => {
      stop.abort(reason);
      stopTeardown.abort(reason);
    },
    heed: () => {
      isHeeded = true;
    },
    unlessHeeded: () => {
      if (isHeeded) return;
      if (first) return onLast(first);
      for (const signal of SIGNALS) process.removeListener(signal, onSignal);
    },
  };
}

function limitTime(maxTimeMs: number, stop: AbortController, stopTeardown: AbortController): void {
  const reason = '--max-time is over';
  setTimeout(() => stop.abort(reason), maxTimeMs);
  setTimeout(() => stopTeardown.abort(reason), maxTimeMs + TEARDOWN_MS);
}
