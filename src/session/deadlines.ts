/** Time limits of requests, by the thousand: one timer, which strikes when the first of them is over. */
import { Chain } from './chain.ts';

interface Deadline {
  /** By `performance.now()`. */
  readonly atMs: number;
  readonly over: () => void;
}

/** What a timer of Node's can be set to. */
const LONGEST_MS = 2 ** 31 - 1;

export class Deadlines {
  readonly #open = new Chain<Deadline>();
  #timer: NodeJS.Timeout | undefined;
  #dueAtMs = Number.POSITIVE_INFINITY;

  /** `over` is called after so many milliseconds, unless the function that this gives has been called before. */
  add(ms: number, over: () => void): () => void {
    const now = performance.now();
    const atMs = now + ms;
    const link = this.#open.add({ atMs, over });
    // One that is set for an earlier one stays: it looks who is there when it strikes.
    if (atMs < this.#dueAtMs) this.#set(atMs, now);
    return () => this.#open.remove(link);
  }

  /** Nothing is over any more, and no timer is set. */
  stop(): void {
    clearTimeout(this.#timer);
    // No other is earlier.
    this.#dueAtMs = Number.NEGATIVE_INFINITY;
    this.#open.clear();
  }

  #set(atMs: number, now: number): void {
    clearTimeout(this.#timer);
    this.#dueAtMs = atMs;
    this.#timer = setTimeout(() => this.#strike(), Math.min(LONGEST_MS, Math.max(1, atMs - now)));
  }

  #strike(): void {
    this.#dueAtMs = Number.POSITIVE_INFINITY;
    const now = performance.now();
    const struck = this.#open.take(({ atMs }) => atMs <= now);
    const next = this.#open.values().reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY);
    if (Number.isFinite(next)) this.#set(next, now);
    for (const { over } of struck) over();
  }
}
