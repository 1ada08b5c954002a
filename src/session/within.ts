/** Waiting for something, and no longer than so. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Undefined where it takes longer. */
export async function within<T>(ms: number, event: Promise<T>): Promise<T | undefined> {
  const done = new AbortController();
  const late = sleep(ms, undefined, { signal: done.signal }).catch(() => undefined);
  return Promise.race([event, late]).finally(() => done.abort());
}
