/** Ctrl-C, SIGTERM and --max-time: the first stops the script (teardown runs), the second stops teardown, the third everything. */
import { setMaxListeners } from 'node:events';
import { surviveLostTerminal } from './lost-terminal.ts';

export type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** After --max-time teardown gets this long. */
const TEARDOWN_MS = 5000;

export interface Interrupts {
  readonly stop: AbortSignal;
  readonly stopTeardown: AbortSignal;
  /** The signal that came first. */
  readonly signal: Signal | undefined;
  /** No more listening; the process may end. */
  release(): void;
}

/** `onLast` ends the process at once; what is left of the servers is the reaper's. */
export function listenForInterrupts(maxTimeMs: number | undefined, onLast: (signal: Signal) => void): Interrupts {
  const stop = new AbortController();
  const stopTeardown = new AbortController();
  // Every request in flight listens; a thousand of them are no leak.
  setMaxListeners(0, stop.signal, stopTeardown.signal);
  let first: Signal | undefined;
  const onSignal = (signal: Signal) => {
    first ??= signal;
    if (signal === 'SIGHUP') surviveLostTerminal();
    if (!stop.signal.aborted) return stop.abort(`interrupted by ${signal}`);
    if (!stopTeardown.signal.aborted) return stopTeardown.abort(`interrupted by ${signal}`);
    onLast(signal);
  };
  const signals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, onSignal);
  const timers = maxTimeMs === undefined ? [] : limitTime(maxTimeMs, stop, stopTeardown);
  return {
    stop: stop.signal,
    stopTeardown: stopTeardown.signal,
    get signal() {
      return first;
    },
    release: () => {
      for (const timer of timers) clearTimeout(timer);
      for (const signal of signals) process.removeListener(signal, onSignal);
    },
  };
}

function limitTime(maxTimeMs: number, stop: AbortController, stopTeardown: AbortController): NodeJS.Timeout[] {
  const reason = '--max-time is over';
  return [
    setTimeout(() => stop.abort(reason), maxTimeMs),
    setTimeout(() => stopTeardown.abort(reason), maxTimeMs + TEARDOWN_MS),
  ];
}
