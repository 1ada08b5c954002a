import type { Place } from '../model.ts';
import { lineAt, lineStarts } from '../text/lines.ts';

/** Offsets to places. */
export class Places {
  private readonly starts: readonly number[];

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.starts = lineStarts(text);
  }

  /** From `start` to before `end`; without an end where they are on different lines. */
  at(start: number, end = start): Place {
    const from = Math.min(start, this.text.length);
    const to = Math.min(end, this.text.length);
    const line = lineAt(this.starts, from);
    const begin = this.starts[line]!;
    const place = { file: this.file, line: line + 1, column: from - begin + 1 };
    const next = this.starts[line + 1] ?? Number.POSITIVE_INFINITY;
    return to > from && to < next ? { ...place, endColumn: to - begin + 1 } : place;
  }
}
