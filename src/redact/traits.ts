/** What a text is made of, in one pass: a decoder runs only where there is something for it. */

export interface TextTraits {
  /** The longest runs of characters of base64 and of hexadecimal digits. */
  readonly base64Run: number;
  readonly hexRun: number;
  /** The most short numbers or hexadecimal words in a row. */
  readonly numbersInARow: number;
}

const BASE64 = 1;
const HEX = 2;
const WORD = 4;
/** Offsets of dumps have so many digits. */
const LONGEST_NUMBER = 16;
const CLASSES = classes();

export function traitsOf(text: string): TextTraits {
  const most = { base64Run: 0, hexRun: 0, numbersInARow: 0 };
  let [run, hex, word, row] = [0, 0, 0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    const kind = code < 128 ? CLASSES[code]! : 0;
    if ((kind & BASE64) !== 0) run++;
    else {
      if (run > most.base64Run) most.base64Run = run;
      run = 0;
    }
    if ((kind & HEX) !== 0) hex++;
    else {
      if (hex > most.hexRun) most.hexRun = hex;
      // The `0` of `0x`.
      if (hex === 1 && word === 1 && (code === 120 || code === 88)) {
        hex = 0;
        word = 0;
        continue;
      }
      if ((kind & WORD) === 0 && word > 0) {
        row = hex === word && word <= LONGEST_NUMBER ? row + 1 : 0;
        if (row > most.numbersInARow) most.numbersInARow = row;
      }
      hex = 0;
    }
    word = (kind & WORD) !== 0 ? word + 1 : 0;
  }
  return most;
}

function classes(): Uint8Array {
  const table = new Uint8Array(128);
  const mark = (characters: string, kind: number) => {
    for (let at = 0; at < characters.length; at++) table[characters.charCodeAt(at)] = kind;
  };
  mark('0123456789abcdefABCDEF', BASE64 | HEX | WORD);
  mark('ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ', BASE64 | WORD);
  mark('+/_-', BASE64);
  return table;
}
