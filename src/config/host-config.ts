/** Reads a host's config: `.mcp.json`, Claude Desktop, Cursor (`mcpServers`), VS Code (`servers`). JSON with comments. */
import { createScanner, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { isObject } from '../json/kind.ts';
import { MAX_DEPTH, MAX_NODES } from './limits.ts';
import { readText } from './read-file.ts';

/** The servers by name, or why there are none. */
export type HostConfig =
  | { readonly servers: ReadonlyMap<string, unknown>; readonly problem?: undefined }
  | { readonly problem: string };

/** `servers` last: it may be something else in a config that has `mcpServers`. */
const PLACES = [['mcpServers'], ['mcp', 'servers'], ['servers']];

export async function readHostConfig(path: string): Promise<HostConfig> {
  const file = await readText(path);
  if (file.problem !== undefined) return { problem: file.problem };
  if (isTooLarge(file.text)) return { problem: `nested deeper than ${MAX_DEPTH} levels or too many values` };
  const errors: ParseError[] = [];
  const root: unknown = parse(file.text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error)
    return { problem: `not valid JSON: ${printParseErrorCode(error.error)} in line ${lineOf(file.text, error)}` };
  const servers = PLACES.map((keys) => dig(root, keys)).find(isObject);
  if (!servers) return { problem: 'it has no `mcpServers` (or `servers`, as VS Code calls them)' };
  return { servers: new Map(Object.entries(servers)) };
}

function dig(root: unknown, keys: readonly string[]): unknown {
  return keys.reduce((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), root);
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
