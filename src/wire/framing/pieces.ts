/**
 * Answers that were written into each other: the rest of one comes on a line of its own, behind the line that its beginning stands in.
 * That is certain where both make a message again, or where all that is missing are line feeds, which come one by one: there is more
 * than one writer at a time.
 */
import { jsonOf } from '../../json/read.ts';
import { skeleton } from './id.ts';
import { isMessage } from './message.ts';

/** The beginning of a message inside a line. */
export const START = /\{\s*"(?:jsonrpc|id|result|error|method)"\s*:/;
const STARTS = new RegExp(START, 'g');
const ENDS = /\}\s*$/;
/** Beginnings that wait for their rest, and so many characters of them together. */
const MOST = 16;
const LONGEST = 1024 * 1024;
/** So many characters are tried in vain. */
const PATIENCE = 32 * LONGEST;

interface Piece<Line> {
  readonly text: string;
  readonly line: Line;
}

/** Where messages seem to begin in a line; the last `most` of them behind the first. */
export function splitAtStarts(text: string, most: number): string[] {
  const starts = [...text.matchAll(STARTS)].map(({ index }) => index);
  const from = [...starts.slice(0, 1), ...starts.slice(1).slice(-most)];
  return from.map((start, at) => text.slice(start, from[at + 1]));
}

export class Pieces<Line> {
  #open: Piece<Line>[] = [];
  #length = 0;
  #glued: { readonly line: Line; lacks: number } | undefined;
  #tried = 0;

  /** A line in which more than one answer begins. */
  begin(text: string, line: Line): void {
    const pieces = splitAtStarts(text, MOST);
    if (pieces.length < 2) return;
    for (const piece of pieces) {
      this.#length += piece.length;
      this.#open.push({ text: piece, line });
    }
    while (this.#open.length > MOST || this.#length > LONGEST) this.#drop(this.#open[0]!);
  }

  /** A line of several messages, so many of which lack their line feed. */
  glue(line: Line, lacks: number): void {
    this.#glued = { line, lacks };
  }

  /** An empty line: that of several messages for which all line feeds have come by now. */
  lineFeed(): Line | undefined {
    const glued = this.#glued;
    if (!glued || --glued.lacks > 0) return undefined;
    this.#glued = undefined;
    return glued.line;
  }

  /** The line that holds the beginning of what `text` is the rest of, and what is known of that message. */
  end(text: string): { readonly line: Line; readonly holds: readonly object[] } | undefined {
    if (this.#open.length === 0 || text.length > LONGEST || !ENDS.test(text.slice(-64))) return undefined;
    const piece = this.#tried < PATIENCE ? this.#open.find((one) => this.#isRest(one.text, text)) : undefined;
    if (!piece) return undefined;
    this.#drop(piece);
    return { line: piece.line, holds: skeleton(piece.text) };
  }

  #isRest(piece: string, text: string): boolean {
    this.#tried += piece.length + text.length;
    return isMessage(jsonOf(piece + text));
  }

  #drop(piece: Piece<Line>): void {
    this.#open.splice(this.#open.indexOf(piece), 1);
    this.#length -= piece.text.length;
  }
}
