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
  return `not valid JSON: ${printParseErrorCode(error.error)} in line ${lineOf(text, error)}`;
}

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
