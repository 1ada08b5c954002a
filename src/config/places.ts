import { LineCounter } from 'yaml';
import type { Place } from '../model.ts';

/** Offsets to places. */
export class Places {
  private readonly lines = new LineCounter();

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    this.lines.addNewLine(0);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lines.addNewLine(at + 1);
  }

  /** From `start` to before `end`; without an end where they are on different lines. */
  at(start: number, end = start): Place {
    const from = this.lines.linePos(Math.min(start, this.text.length));
    const to = this.lines.linePos(Math.min(end, this.text.length));
    const place = { file: this.file, line: from.line, column: from.col };
    return to.line === from.line && to.col > from.col ? { ...place, endColumn: to.col } : place;
  }
}
