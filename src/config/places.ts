import type { Place } from '../model.ts';

/** Offsets to places. */
export class Places {
  /** Where each line begins. */
  readonly #lines: number[] = [0];
  /** The line that was asked for last: mostly the next question is about one close by. */
  #last = 0;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines.push(at + 1);
  }

  /** From `start` to before `end`; without an end where they are on different lines. */
  at(start: number, end = start): Place {
    const from = Math.min(start, this.text.length);
    const to = Math.min(end, this.text.length);
    const line = this.#lineOf(from);
    const begin = this.#lines[line]!;
    const place = { file: this.file, line: line + 1, column: from - begin + 1 };
    return to > from && this.#lineOf(to) === line ? { ...place, endColumn: to - begin + 1 } : place;
  }

  #lineOf(offset: number): number {
    const lines = this.#lines;
    const isIn = (line: number) => lines[line]! <= offset && offset < (lines[line + 1] ?? Number.POSITIVE_INFINITY);
    for (const line of [this.#last, this.#last + 1]) {
      if (line < lines.length && isIn(line)) {
        this.#last = line;
        return line;
      }
    }
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    this.#last = low;
    return low;
  }
}
