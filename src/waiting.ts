/** Waiting. As Node's own (node:timers/promises), which loads and compiles half a millisecond of code in each run. */
import { onAbort, type StopSignal } from './stopping.ts';

/** Resolves after `ms`, or as soon as `signal` aborts. */
export function sleep(ms: number, signal?: StopSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Resolves when what the event loop holds has been heard once. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** What `event` gives; undefined where it takes longer than `ms`, or until `signal` aborts. */
export function within<T>(ms: number, event: Promise<T>, signal?: StopSignal): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  let leave: (() => void) | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
    leave = signal && onAbort(signal, () => resolve(undefined));
  });
  return Promise.race([event, late]).finally(() => {
    clearTimeout(timer);
    leave?.();
  });
}
