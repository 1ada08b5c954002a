/**
 * Answers that were written into each other: one ends behind the beginning, the whole or the end of something else. That is certain
 * where both parts make a message again, or where all that is missing are line feeds, which come one by one: there is more than one
 * writer at a time.
 */
import { valueAndRest } from '../../json/bare.ts';
import { jsonOf } from '../../json/read.ts';
import { LineFeeds, type Mixed } from './line-feeds.ts';
import { isMessage } from './message.ts';

/** The beginning of a message inside a line. */
export const START = /\{\s*"(?:jsonrpc|id|result|error|method)"\s*:/;
const STARTS = new RegExp(START, 'g');
const BEGINS = new RegExp(`^\\s*${START.source}`);
/** Beginnings that wait for their rest, and so many characters of them together. */
const MOST = 16;
const LONGEST = 1024 * 1024;
/** So many characters are tried in vain. */
const PATIENCE = 32 * LONGEST;

interface Piece<Line> {
  readonly text: string;
  readonly line: Line;
  /** The whole messages of its line that have not been told. */
  readonly beside: object[];
}

/** Where messages seem to begin in a line; the last `most` of them behind the first. */
export function splitAtStarts(text: string, most: number): string[] {
  const starts = [...text.matchAll(STARTS)].map(({ index }) => index);
  const from = [...starts.slice(0, 1), ...starts.slice(1).slice(-most)];
  return from.map((start, at) => text.slice(start, from[at + 1]));
}

export class Pieces<Line> {
  #open: Piece<Line>[] = [];
  readonly #feeds = new LineFeeds<Line>();
  #tried = 0;

  /** A line that is no message. Those that were written into each other, as far as it shows them. */
  take(text: string, line: Line): Mixed<Line> | undefined {
    const mayBegin = text.includes('{') && START.test(text);
    if (text.length > LONGEST || (this.#open.length === 0 && !mayBegin)) return undefined;
    const wasMixed = this.#open.length > 0 || this.#feeds.areMissing;
    const { wholes, ends, begun, isAll } = this.#read(text, line);
    const fed = isAll ? this.#feeds.line(line, wholes.length + ends.length) : undefined;
    // One beginning alone is a line that breaks off.
    if (ends.length > 0 || (isAll && (wasMixed || wholes.length + begun.length > 1))) this.#keep(begun);
    if (ends.length === 0) return fed;
    const told = ends.flatMap(({ piece, message }) => [...piece.beside.splice(0), message]);
    const lines = [line, ...ends.map(({ piece }) => piece.line), ...(fed?.lines ?? [])];
    return { lines, holds: [...wholes.splice(0), ...told] };
  }

  lineFeed(): Mixed<Line> | undefined {
    return this.#feeds.blank();
  }

  /** What a line is made of, one part behind the other, until something is none. */
  #read(text: string, line: Line) {
    const wholes: object[] = [];
    const ends: { readonly piece: Piece<Line>; readonly message: object }[] = [];
    const begun: Piece<Line>[] = [];
    let rest = text;
    while (rest.trim() !== '' && begun.length <= MOST && this.#tried < PATIENCE) {
      const whole = BEGINS.test(rest) ? this.#whole('', rest) : undefined;
      const ended = whole ? undefined : this.#ended(rest, begun);
      if (whole) wholes.push(whole.message);
      else if (ended) ends.push(ended);
      else if (BEGINS.test(rest)) begun.push({ text: splitAtStarts(rest, MOST)[0]!, line, beside: wholes });
      else break;
      rest = whole?.rest ?? ended?.rest ?? rest.trimStart().slice(begun.at(-1)!.text.length);
    }
    return { wholes, ends, begun, isAll: rest.trim() === '' };
  }

  /** What began earlier, here or on another line, and ends where `rest` begins. */
  #ended(rest: string, begun: Piece<Line>[]) {
    for (const pieces of [this.#open, begun])
      for (const [at, piece] of pieces.entries()) {
        const found = this.#whole(piece.text, rest);
        if (!found) continue;
        pieces.splice(at, 1);
        return { piece, ...found };
      }
    return undefined;
  }

  /** The message that `start` and what stands first in `rest` make. */
  #whole(start: string, rest: string): { readonly message: object; readonly rest: string } | undefined {
    this.#tried += start.length + rest.length;
    const found = valueAndRest((start + rest).trimStart());
    const message = found && found.value.length > start.length ? jsonOf(found.value) : undefined;
    return isMessage(message) ? { message, rest: found!.rest } : undefined;
  }

  #keep(begun: readonly Piece<Line>[]): void {
    this.#open.push(...begun);
    let length = this.#open.reduce((all, { text }) => all + text.length, 0);
    while (this.#open.length > MOST || length > LONGEST) length -= this.#open.shift()!.text.length;
  }
}
