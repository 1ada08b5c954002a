/** Line feeds that are missing behind messages, and come by themselves. */

/** More lines that lack theirs are no two writers, but one that writes none. */
const MOST = 16;

/** Lines of which it is certain that they were written into each other, and the messages that are known by now. */
export interface Mixed<Line> {
  readonly lines: readonly Line[];
  readonly holds: readonly object[];
}

export class LineFeeds<Line> {
  #lines: Line[] = [];
  #missing = 0;

  get areMissing(): boolean {
    return this.#missing > 0;
  }

  /** A line in which so many messages end: those that have got their line feeds with its own. */
  line(line: Line, ended: number): Mixed<Line> | undefined {
    if (ended === 0) return this.blank();
    this.#missing += ended - 1;
    if (ended > 1) this.#lines.push(line);
    if (this.#lines.length > MOST) this.#all();
    return undefined;
  }

  /** An empty line. */
  blank(): Mixed<Line> | undefined {
    return this.#missing > 0 && --this.#missing === 0 ? { lines: this.#all(), holds: [] } : undefined;
  }

  #all(): Line[] {
    this.#missing = 0;
    return this.#lines.splice(0);
  }
}
