/** The one reader of JSON that others wrote: bounded by counted work, never by time, and never an exception. */

/** Deeper texts are refused: serialisers and validators recurse. */
export const MAX_DEPTH = 512;
/** Brackets, commas and colons outside of strings. A text with more of them costs more than a quarter of a second to parse. */
const MAX_PIECES = 500_000;

export type Json = { readonly value: unknown } | Refusal;

/** `limit` where the text may well be JSON, and is too much for us. */
export interface Refusal {
  readonly problem: string;
  readonly limit?: 'depth' | 'pieces';
}

/** Parses `text` (RFC 8259). Linear in its length. */
export function readJson(text: string): Json {
  const limit = overLimit(text);
  if (limit) return limit;
  // Nobody reads the stack, and to write one costs more than all else for a line of noise.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What a value of JSON begins with. */
const BEGINNINGS = '[{"-0123456789tfn';

/** The value, or undefined where the text is not JSON or too much. */
export function jsonOf(text: string): unknown {
  // An exception costs more than all else, and most texts do not even begin as JSON does.
  const first = text.trimStart().charAt(0);
  if (first === '' || !BEGINNINGS.includes(first)) return undefined;
  const json = readJson(text);
  return 'value' in json ? json.value : undefined;
}

function overLimit(text: string): Refusal | undefined {
  if (text.length < 2 * MAX_DEPTH || (text.length <= MAX_PIECES && hasFewBrackets(text))) return undefined;
  let depth = 0;
  let pieces = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at + 1);
    else if (code === 0x7b || code === 0x5b) {
      pieces++;
      if (++depth > MAX_DEPTH) return { problem: `nested deeper than ${MAX_DEPTH} levels`, limit: 'depth' };
    } else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x2c || code === 0x3a) pieces++;
    if (pieces > MAX_PIECES) return { problem: 'more than 500,000 brackets, commas and colons', limit: 'pieces' };
  }
  return undefined;
}

/** So few that they cannot be nested too deep: these are counted much faster than one reads. */
function hasFewBrackets(text: string): boolean {
  let left = MAX_DEPTH;
  for (const bracket of ['{', '['])
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) if (--left < 0) return false;
  return true;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The place of the quote that ends a string whose content begins at `from`; the length of the text where there is none. */
export function endOfString(text: string, from: number, quote = '"'): number {
  for (let end = text.indexOf(quote, from); end !== -1; end = text.indexOf(quote, end + 1)) {
    let first = end;
    while (first > from && text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}
