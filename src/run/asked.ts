/** What was asked of the servers of one suite. */
export class Asked {
  readonly #calledMs = new Map<string, number>();
  #last: string | undefined;
  /** The request before that one, in words. */
  before: string | undefined;

  /** The request that was made last, in words. */
  get last(): string | undefined {
    return this.#last;
  }

  /** The time of the last call of each tool that was called. */
  get calledMs(): ReadonlyMap<string, number> {
    return this.#calledMs;
  }

  note(words: string): void {
    this.before = this.#last;
    this.#last = words;
  }

  called(tool: string, durationMs: number): void {
    this.#calledMs.set(tool, durationMs);
  }
}
