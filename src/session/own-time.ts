/** Time in which this process was there to hear: while a busy machine did not let it run, nothing could be heard. */

const BEAT_MS = 50;
/** What counts of a beat that comes late. */
const MOST_MS = 2 * BEAT_MS;

/** Runs until it is stopped; in milliseconds. */
export class OwnTime {
  #ms = 0;
  #beatAt = performance.now();
  readonly #timer = setInterval(() => this.#beat(), BEAT_MS).unref();

  now(): number {
    return this.#ms + Math.min(performance.now() - this.#beatAt, MOST_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    this.#ms = this.now();
    this.#beatAt = performance.now();
  }
}
