/** A response as a language prints an object, which is no JSON: a dict of Python, an object of Node, a hash of Ruby. */
import { endOfString } from '../../json/read.ts';

const BEGINS = /^\s*\{\s*(?:'|"\w+"\s*=>|:?\w+\s*(?::|=>))/;
/** A key and, where it is a number or a short string, its value. */
const PAIR = /\s*(?:'(\w+)'|"(\w+)"|:?(\w+))\s*(?::|=>)\s*(\d{1,15}(?=\s*[,}])|'[^'\\]{0,40}'|"[^"\\]{0,40}")?/y;
const QUOTES: ReadonlySet<string | undefined> = new Set(["'", '"', '`']);

/** All that is known of it is its id. Undefined for anything else, and for a request: it may be ours, printed to see it. */
export function printedResponse(text: string): object | undefined {
  if (!BEGINS.test(text.slice(0, 100))) return undefined;
  const pairs = ownPairs(text);
  const isResponse = pairs?.get('jsonrpc') === '2.0' && (pairs.has('result') || pairs.has('error'));
  const id = isResponse && !pairs.has('method') ? pairs.get('id') : undefined;
  return id !== undefined && /^\d+$/.test(id) ? { jsonrpc: '2.0', id: Number(id) } : undefined;
}

/** The keys at the object's own level; undefined where it does not end with the text. One pass, no recursion. */
function ownPairs(text: string): ReadonlyMap<string, string | undefined> | undefined {
  const pairs = new Map<string, string | undefined>();
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (QUOTES.has(character)) at = endOfString(text, at + 1, character);
    else if ('{[('.includes(character)) depth++;
    else if ('}])'.includes(character) && --depth === 0) return text.slice(at + 1).trim() === '' ? pairs : undefined;
    if (depth === 1 && (character === '{' || character === ',')) at = pairAt(text, at, pairs);
  }
  return undefined;
}

/** Where the pair ends that stands behind `at`. */
function pairAt(text: string, at: number, pairs: Map<string, string | undefined>): number {
  PAIR.lastIndex = at + 1;
  const found = PAIR.exec(text);
  if (!found) return at;
  const [all, single, double, bare, value] = found;
  pairs.set((single ?? double ?? bare)!, value?.replace(/^['"]|['"]$/g, ''));
  return at + all.length;
}

/** Node breaks what is longer than a line: the braces stand alone, all between them is indented. */
const MOST_LINES = 2000;

export class PrintedOverLines<Line extends { readonly text: string }> {
  #lines: Line[] = [];

  get isOpen(): boolean {
    return this.#lines.length > 0;
  }

  /** The response that this line ends, with all its lines. */
  add(line: Line): { readonly message: object; readonly lines: readonly Line[] } | undefined {
    if (line.text === '{') this.#lines = [line];
    else if (this.isOpen) return this.#more(line);
    return undefined;
  }

  reset(): void {
    this.#lines = [];
  }

  #more(line: Line) {
    const lines = this.#lines;
    lines.push(line);
    if (line.text.startsWith('  ') && lines.length < MOST_LINES) return undefined;
    this.reset();
    if (line.text !== '}') return undefined;
    const message = printedResponse(lines.map(({ text }) => text).join('\n'));
    return message && { message, lines };
  }
}
