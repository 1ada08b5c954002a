/** UTF-8 as it comes in pieces, and whether it is. */
import { StringDecoder } from 'node:string_decoder';
import { TextDecoder } from 'node:util';

export class Utf8 {
  readonly #decoder = new StringDecoder('utf8');
  #strict = new TextDecoder('utf-8', { fatal: true });

  /** Replacement characters stand for bytes that are no UTF-8; then `isUtf8` is false. */
  write(chunk: Buffer): { readonly text: string; readonly isUtf8: boolean } {
    return { text: this.#decoder.write(chunk), isUtf8: this.#isUtf8(chunk) };
  }

  #isUtf8(chunk: Buffer): boolean {
    try {
      this.#strict.decode(chunk, { stream: true });
      return true;
    } catch {
      this.#strict = new TextDecoder('utf-8', { fatal: true });
      return false;
    }
  }
}
