/** One time limit over several waits, each of which gets what the others have left. */
export class Deadline {
  readonly #endsAt: number;

  constructor(limitMs: number) {
    this.#endsAt = performance.now() + limitMs;
  }

  /** Whole milliseconds; never under 1. */
  get leftMs(): number {
    return Math.max(1, Math.ceil(this.#endsAt - performance.now()));
  }

  get isOver(): boolean {
    return performance.now() >= this.#endsAt;
  }
}
