/** Splits a byte stream into lines, in linear time and bounded memory, whatever the chunking. */
import { isUtf8 } from 'node:buffer';

/** A line without its end. An `oversize` line was dropped: `text` is its beginning, `bytes` its true length. */
export interface Line {
  readonly text: string;
  readonly bytes: number;
  readonly oversize: boolean;
  /** False where bytes had to be replaced to make it text. */
  readonly isUtf8: boolean;
  /** Of an oversize line: its last characters. */
  readonly end?: string;
  /** Stands for so many lines without a brace, of which it is the first. */
  readonly count?: number;
}

/** Takes lines as they are completed. */
export interface LineSink {
  line(line: Line): void;
  /** Whether lines without a brace are all the same to it, so that many of them may come as one. */
  mayCount?(): boolean;
}

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const KEPT_OF_OVERSIZE = 4096;
const END_OF_OVERSIZE = 256;
/** So many lines of a chunk come one by one before others are counted. */
const ONE_BY_ONE = 20;
/** Lines right before a brace may belong to it: a header and the empty line behind it. */
const SPARED = 3;

/** Feeds on chunks; lines end with LF, a CR before it is cut off. `limitBytes` bounds one line. */
export class LineSplitter {
  #parts: Buffer[] = [];
  #bytes = 0;
  #kept = 0;
  #end = Buffer.alloc(0);

  constructor(private readonly limitBytes: number) {}

  /** Hands on the lines that `chunk` completes, at most `most` one by one. How many bytes it has taken: the rest is to be pushed again. */
  push(chunk: Buffer, sink: LineSink, most = Number.POSITIVE_INFINITY): number {
    let from = 0;
    let lines = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      if (lines === most) return from;
      sink.line(this.#complete(chunk.subarray(from, at)));
      from = at + 1;
      if (++lines % ONE_BY_ONE === 0 && sink.mayCount?.()) from = count(chunk, from, sink);
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
    return chunk.length;
  }

  /** The number of bytes that no line end has followed yet. */
  get pendingBytes(): number {
    return this.#bytes;
  }

  /** What no line end has followed yet. */
  pending(): Line {
    return this.#line(this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts), this.#bytes);
  }

  #complete(rest: Buffer): Line {
    if (this.#bytes === 0 && rest.length <= this.limitBytes) return withoutReturn(this.#line(rest, rest.length));
    this.#keep(rest);
    const line = withoutReturn(this.pending());
    this.#parts = [];
    this.#bytes = 0;
    this.#kept = 0;
    this.#end = Buffer.alloc(0);
    return line;
  }

  #line(kept: Buffer, bytes: number): Line {
    const text = kept.toString('utf8');
    const isText = !text.includes('\uFFFD') || isUtf8(kept);
    if (bytes <= this.limitBytes) return { text, bytes, oversize: false, isUtf8: isText };
    return { text, bytes, oversize: true, isUtf8: isText, end: this.#end.toString('utf8') };
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#bytes += part.length;
    if (this.#bytes <= this.limitBytes) return this.#store(part);
    if (this.#kept < KEPT_OF_OVERSIZE) this.#store(part.subarray(0, KEPT_OF_OVERSIZE - this.#kept));
    else if (this.#kept > KEPT_OF_OVERSIZE) this.#shrink();
    this.#end = Buffer.concat([this.#end, part.subarray(-END_OF_OVERSIZE)]).subarray(-END_OF_OVERSIZE);
  }

  #store(part: Buffer): void {
    this.#parts.push(part);
    this.#kept += part.length;
  }

  /** The line has just grown over the limit: its beginning is enough. */
  #shrink(): void {
    const start = Buffer.from(Buffer.concat(this.#parts).subarray(0, KEPT_OF_OVERSIZE));
    this.#parts = [start];
    this.#kept = start.length;
  }
}

function withoutReturn(line: Line): Line {
  return line.text.endsWith('\r') ? { ...line, text: line.text.slice(0, -1) } : line;
}

/** Hands on the lines from `from` on that have no brace in them and are not empty as one; the place behind them. */
function count(chunk: Buffer, from: number, sink: LineSink): number {
  const brace = chunk.indexOf(BRACE, from);
  const limit = brace === -1 ? chunk.length : brace;
  const starts = [from];
  let at = chunk.indexOf(NEWLINE, from);
  let counted = 0;
  for (; at !== -1 && at < limit && at - starts.at(-1)! > 1; at = chunk.indexOf(NEWLINE, at + 1)) {
    starts.push(at + 1);
    counted++;
    if (starts.length > SPARED + 1) starts.shift();
  }
  const end = starts[0]!;
  if (counted <= SPARED) return from;
  const first = chunk.toString('utf8', from, Math.min(end - 1, from + KEPT_OF_OVERSIZE, chunk.indexOf(NEWLINE, from)));
  sink.line({ text: first, bytes: end - from, oversize: false, isUtf8: true, count: counted - SPARED });
  return end;
}
