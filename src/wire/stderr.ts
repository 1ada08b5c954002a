/** The server's stderr: always drained, the last part kept. */
import { StringDecoder } from 'node:string_decoder';
import { pause } from './in-turns.ts';

const RING_CHARACTERS = 256 * 1024;
const QUIET_MS = 30;

export class StderrLog {
  readonly #decoder = new StringDecoder('utf8');
  #text = '';
  /** Characters that have been dropped from the front. */
  #dropped = 0;

  push(chunk: Buffer): void {
    this.#text += this.#decoder.write(chunk);
    if (this.#text.length > 2 * RING_CHARACTERS) this.#trim();
  }

  /** A mark for `since`. */
  get position(): number {
    return this.#dropped + this.#text.length;
  }

  /** What came after the mark, as far as it is kept. */
  since(position: number): string {
    return this.#text.slice(Math.max(0, position - this.#dropped)).slice(-RING_CHARACTERS);
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
    this.#dropped += this.#text.length - RING_CHARACTERS;
    this.#text = this.#text.slice(-RING_CHARACTERS);
  }
}
