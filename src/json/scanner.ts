/** JSON that comes line by line: is it whole, can it still become whole, or is it none (RFC 8259)? Each line is read once. */
import { endOfString, MAX_DEPTH } from './read.ts';

/** `whole`: the value ends on this line, and at most a comma follows it. */
export type Progress = 'open' | 'whole' | 'broken';

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'separator';

const SPACE = /[ \t\r]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s,\]}]|$)/y;

export class JsonScanner {
  /** The brackets that are open, outermost first. */
  readonly #open: string[] = [];
  #expected: Expected = 'value';

  /** Strings cannot span lines, so every line ends between two tokens. */
  read(line: string): Progress {
    let at = skipSpace(line, 0);
    while (at < line.length) {
      const end = this.#token(line, at);
      if (end === undefined) return 'broken';
      at = skipSpace(line, end);
      if (this.#open.length === 0) return isEnd(line.slice(at)) ? 'whole' : 'broken';
    }
    return 'open';
  }

  /** The place behind the token that begins at `at`; undefined where no JSON has it there. */
  #token(line: string, at: number): number | undefined {
    const first = line[at]!;
    if (first === '{' || first === '[') return this.#opened(first) ? at + 1 : undefined;
    if (first === '}' || first === ']') return this.#closed(first) ? at + 1 : undefined;
    if (first === ',') return this.#separated() ? at + 1 : undefined;
    if (first === ':') return this.#move('colon', 'value') ? at + 1 : undefined;
    if (first === '"') return this.#string(line, at);
    SCALAR.lastIndex = at;
    return this.#isValue() && SCALAR.test(line) && this.#ended() ? SCALAR.lastIndex : undefined;
  }

  #opened(bracket: '{' | '['): boolean {
    if (!this.#isValue() || this.#open.length === MAX_DEPTH) return false;
    this.#open.push(bracket);
    this.#expected = bracket === '{' ? 'key-or-end' : 'value-or-end';
    return true;
  }

  #closed(bracket: string): boolean {
    const isEmpty = this.#expected === 'key-or-end' || this.#expected === 'value-or-end';
    if (!isEmpty && this.#expected !== 'separator') return false;
    return this.#open.pop() === (bracket === '}' ? '{' : '[') && this.#ended();
  }

  #separated(): boolean {
    return this.#move('separator', this.#open.at(-1) === '{' ? 'key' : 'value');
  }

  #string(line: string, at: number): number | undefined {
    const end = endOfString(line, at + 1);
    if (end === line.length || !isStringContent(line, at + 1, end)) return undefined;
    const isKey = this.#move('key', 'colon') || this.#move('key-or-end', 'colon');
    return isKey || (this.#isValue() && this.#ended()) ? end + 1 : undefined;
  }

  #isValue(): boolean {
    return this.#expected === 'value' || this.#expected === 'value-or-end';
  }

  #ended(): true {
    this.#expected = 'separator';
    return true;
  }

  #move(from: Expected, to: Expected): boolean {
    if (this.#expected !== from) return false;
    this.#expected = to;
    return true;
  }
}

const BACKSLASH = 0x5c;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** RFC 8259 §7: no control characters, and no escapes but its own. */
function isStringContent(line: string, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    const code = line.charCodeAt(at);
    if (code < 0x20) return false;
    if (code !== BACKSLASH) continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(line)) return false;
    at = ESCAPE.lastIndex - 1;
  }
  return true;
}

function isEnd(rest: string): boolean {
  return rest === '' || rest.trim() === ',';
}

function skipSpace(line: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.test(line);
  return SPACE.lastIndex;
}
