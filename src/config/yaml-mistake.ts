/** Mistakes that YAML notices late, or in words of its own: told where they were made. */
import { CST, Lexer, type YAMLError } from 'yaml';
import { unquotedIn } from './quoting.ts';
import type { Wording } from './yaml-wording.ts';

export interface Mistake extends Wording {
  /** Offsets in the text. */
  readonly pos: readonly [number, number];
}

/** `undefined` where the parser's own words will do. `errorsOf` parses another text. Linear in the length of `text`. */
export function mistakeAt(
  error: YAMLError,
  text: string,
  errorsOf: (text: string) => readonly YAMLError[],
): Mistake | undefined {
  return (
    unclosedQuote(error, text) ??
    unquoted(error, text, errorsOf) ??
    colonInFlow(error, text, errorsOf) ??
    afterQuote(error, text)
  );
}

/** The parser is at the end of the file when it notices. */
function unclosedQuote({ code, message, pos }: YAMLError, text: string): Mistake | undefined {
  if (code !== 'MISSING_CHAR' || !/closing ["']quote/.test(message)) return undefined;
  const start = quotedTokens(text).findLast((offset) => offset < pos[0]);
  if (start === undefined) return undefined;
  return {
    message: `this quote is not closed: there is no second ${text[start]}`,
    hint: 'close it on its line, or leave it out',
    pos: [start, start + 1],
  };
}

/** The offsets of all quoted texts. */
function quotedTokens(text: string): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (/-quoted-scalar$/.test(CST.tokenType(token) ?? '')) offsets.push(offset);
    if (!MARKS.has(token)) offset += token.length;
  }
  return offsets;
}

/** Tokens of no width. */
const MARKS = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** Told only where quotes are all that the line lacks. */
function unquoted(
  { pos }: YAMLError,
  text: string,
  errorsOf: (text: string) => readonly YAMLError[],
): Mistake | undefined {
  const [from, to] = lineAround(text, pos[0]);
  const found = unquotedIn(text.slice(from, to).replace(/\r$/, ''));
  if (!found) return undefined;
  const [next] = errorsOf(`${text.slice(0, from)}${found.line}${text.slice(to)}`);
  if (next && next.pos[0] <= from + found.line.length) return undefined;
  return {
    message: found.message,
    hint: `the line as it should be: ${found.line.trim()}`,
    pos: [from + found.start, from + found.end],
  };
}

const CURLY = /[\u201c-\u201f\u2018-\u201b]/g;

/** `{ a: x: y }`: told with the line as it should be, where quotes mend it; word processors make quotes that are none. */
function colonInFlow(
  { code, pos }: YAMLError,
  text: string,
  errorsOf: (text: string) => readonly YAMLError[],
): Mistake | undefined {
  if (code !== 'BLOCK_IN_FLOW') return undefined;
  const value = text.slice(...pos).trim();
  const isCurly = value.search(CURLY) >= 0;
  const bare = value.replaceAll(CURLY, '');
  if (value.length > LONGEST_VALUE || /["\\\n]/.test(bare)) return undefined;
  const [from, to] = lineAround(text, pos[0]);
  const line = `${text.slice(from, pos[0])}"${bare}"${text.slice(pos[0] + value.length, to)}`;
  const [next] = errorsOf(text.slice(0, from) + line + text.slice(to));
  if (next && next.pos[0] <= from + line.length) return undefined;
  const why = isCurly
    ? 'curly quotes are no quotes to YAML'
    : 'a value with a colon and a blank must be quoted inside { … } or [ … ]';
  return {
    message: why,
    hint: `the line as it should be: ${line.trim()}`,
    pos: [pos[0], pos[0] + value.length],
  };
}

const LONGEST_VALUE = 1000;

function lineAround(text: string, offset: number): readonly [from: number, to: number] {
  const end = text.indexOf('\n', offset);
  return [text.lastIndexOf('\n', offset - 1) + 1, end < 0 ? text.length : end];
}

/** `'it's me'`: the text ends at the second quote. */
function afterQuote({ code, pos }: YAMLError, text: string): Mistake | undefined {
  const before = text[pos[0] - 1];
  if (code !== 'UNEXPECTED_TOKEN' || (before !== "'" && before !== '"')) return undefined;
  const hint =
    before === "'"
      ? "inside single quotes a quote is written twice: 'it''s'"
      : 'inside double quotes a quote is written \\"';
  return { message: 'the quoted text ends before this', hint, pos };
}
