/** Splits a byte stream into lines, in linear time and bounded memory, whatever the chunking. */
import { isUtf8 } from 'node:buffer';

/** A line without its end. An `oversize` line was dropped: `text` is its beginning, `bytes` its true length. */
export interface Line {
  readonly text: string;
  readonly bytes: number;
  readonly oversize: boolean;
  /** False where bytes had to be replaced to make it text. */
  readonly isUtf8: boolean;
}

const NEWLINE = 0x0a;
const KEPT_OF_OVERSIZE = 4096;

/** Feeds on chunks; lines end with LF, a CR before it is cut off. `limitBytes` bounds one line. */
export class LineSplitter {
  #parts: Buffer[] = [];
  #bytes = 0;
  #kept = 0;

  constructor(private readonly limitBytes: number) {}

  /** The lines that `chunk` completes. */
  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, at));
      lines.push(this.#take());
      from = at + 1;
    }
    this.#keep(chunk.subarray(from));
    return lines;
  }

  /** The number of bytes that no line end has followed yet. */
  get pendingBytes(): number {
    return this.#bytes;
  }

  /** What no line end has followed yet, as text. */
  pending(): Line {
    const bytes = this.#bytes;
    const kept = Buffer.concat(this.#parts);
    return { text: kept.toString('utf8'), bytes, oversize: bytes > this.limitBytes, isUtf8: isUtf8(kept) };
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#bytes += part.length;
    if (this.#bytes <= this.limitBytes) this.#store(part);
    else if (this.#kept < KEPT_OF_OVERSIZE) this.#store(part.subarray(0, KEPT_OF_OVERSIZE - this.#kept));
    else if (this.#kept > KEPT_OF_OVERSIZE) this.#shrink();
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

  #take(): Line {
    const { text, ...facts } = this.pending();
    this.#parts = [];
    this.#bytes = 0;
    this.#kept = 0;
    return { text: text.endsWith('\r') ? text.slice(0, -1) : text, ...facts };
  }
}
