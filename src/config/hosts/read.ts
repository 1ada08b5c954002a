/** Reads a host's config: JSON with comments, or TOML. */
import { createScanner, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { isObject } from '../../json/kind.ts';
import { MAX_DEPTH, MAX_NODES } from '../limits.ts';
import { readText } from '../read-file.ts';
import type { Host } from './host.ts';

export type HostFile =
  | { readonly root: Record<string, unknown>; readonly problem?: undefined }
  | { readonly problem: string };

/** What a file holds, or why that is not known. Bounded, whatever it holds. */
export async function readHostFile(path: string, { format }: Pick<Host, 'format'>): Promise<HostFile> {
  const file = await readText(path);
  if (file.problem !== undefined) return { problem: file.problem };
  const root = format === 'toml' ? await parseToml(file.text) : parseJson(file.text);
  if (typeof root === 'string') return { problem: root };
  return isObject(root.value) ? { root: root.value } : { problem: 'it is not an object' };
}

/** The value, or what is wrong. */
function parseJson(text: string): { value: unknown } | string {
  if (isTooLarge(text)) return `nested deeper than ${MAX_DEPTH} levels or too many values`;
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (!error) return { value };
  const isAtEnd = error.offset >= text.trimEnd().length;
  const where = isAtEnd ? 'where the file ends' : `in line ${lineOf(text, error)}`;
  return `not valid JSON: ${WORDS[printParseErrorCode(error.error)] ?? 'something'} ${where}`;
}

/** By the names that the parser gives them. */
const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word without quotes',
  InvalidNumberFormat: 'a number that is none',
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a `}` is missing',
  CloseBracketExpected: 'a `]` is missing',
  EndOfFileExpected: 'something follows the end of the value',
  InvalidCommentToken: 'a comment that is none',
  UnexpectedEndOfComment: 'a comment is not closed',
  UnexpectedEndOfString: 'a text is not closed',
  UnexpectedEndOfNumber: 'a number is not finished',
  InvalidUnicode: 'an escape `\\u` without four digits',
  InvalidEscapeCharacter: 'an escape that JSON does not know',
  InvalidCharacter: 'a character that must be escaped',
};

async function parseToml(text: string): Promise<{ value: unknown } | string> {
  const { parse: read, TomlError } = await import('smol-toml');
  try {
    return { value: read(text, { maxDepth: MAX_DEPTH }) };
  } catch (error) {
    // Its message shows the line, which may hold a secret.
    return error instanceof TomlError ? `not valid TOML in line ${error.line}` : 'not valid TOML';
  }
}

/** The parser recurses; the scanner does not. */
function isTooLarge(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  let tokens = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const only = scanner.getTokenLength() === 1 ? text[scanner.getTokenOffset()] : undefined;
    if (only === '{' || only === '[') depth++;
    if (only === '}' || only === ']') depth--;
    if (depth > MAX_DEPTH || ++tokens > 4 * MAX_NODES) return true;
  }
  return false;
}

function lineOf(text: string, { offset }: ParseError): number {
  return text.slice(0, offset).split('\n').length;
}
