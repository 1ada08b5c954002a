/** The server's stderr: always drained, the last part kept. */
import { StringDecoder } from 'node:string_decoder';
import { pause } from './in-turns.ts';

const RING_CHARACTERS = 256 * 1024;
const QUIET_MS = 30;

export class StderrLog {
  readonly #decoder = new StringDecoder('utf8');
  /** As it came: what is asked for is mostly the last of it. */
  #pieces: string[] = [];
  #length = 0;
  /** Characters that have been dropped from the front. */
  #dropped = 0;

  push(chunk: Buffer): void {
    const text = this.#decoder.write(chunk);
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length > 2 * RING_CHARACTERS) this.#trim();
  }

  /** A mark for `since`. */
  get position(): number {
    return this.#dropped + this.#length;
  }

  /** What came after the mark, as far as it is kept; not the end of a line whose start is not: it may be half a secret. */
  since(position: number): string {
    const asked = this.position - position;
    const wanted = Math.min(asked, this.#length, RING_CHARACTERS);
    if (wanted <= 0) return '';
    let from = this.#pieces.length;
    for (let found = 0; found < wanted; ) found += this.#pieces[--from]!.length;
    const text = this.#pieces.slice(from).join('').slice(-wanted);
    return wanted < asked ? text.slice(text.indexOf('\n') + 1) : text;
  }

  /** Resolves when nothing has come for a moment, or after `limitMs`: a cause may be written just after the answer. */
  async settled(limitMs: number): Promise<void> {
    const deadline = performance.now() + limitMs;
    for (let seen = -1; seen !== this.position && performance.now() < deadline; ) {
      seen = this.position;
      await pause(QUIET_MS);
    }
  }

  #trim(): void {
    const kept = this.#pieces.join('').slice(-RING_CHARACTERS);
    this.#dropped += this.#length - kept.length;
    this.#pieces = [kept];
    this.#length = kept.length;
  }
}
