/** Requirements of Python packages as text: requirements.txt, pyproject.toml, METADATA, setup.py, a script's own. */
import { tomlOf } from '../../config/toml.ts';
import { ANY, intersect, type Range, rangeOf } from './range.ts';

/** The packages whose version decides something; a line that names another is not read. */
const REQUIREMENT =
  /(?:^|[\s"'[,:=])(mcp|fastmcp)(?:\[[\w,\s-]{0,80}\])?\s{0,10}(?:\(\s{0,10})?((?:[<>=~!^]=?=?\s{0,10}[\w.*]{1,40}\s{0,10},?\s{0,10}){0,8})(?=[\s"';#)\],]|$)/gm;

export function requirementsIn(text: string): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  for (const line of text.split('\n')) {
    // What an extra asks for is no requirement of the server.
    if (/^\s*#/.test(line) || /;.*\bextra\s*==/.test(line) || /^(?:Name|Summary|Description|Keywords):/.test(line))
      continue;
    for (const [, name, versions] of line.matchAll(REQUIREMENT)) {
      if (/^Requires-Dist/.test(line) || isRequirement(line, name!)) add(found, name!, rangeOf(versions ?? ''));
    }
  }
  return found;
}

/** Not any sentence that speaks of mcp. */
function isRequirement(line: string, name: string): boolean {
  return new RegExp(
    `^\\s*["']?${name}(?:\\[|["']|\\s*[<>=~!^;#]|\\s*$)|["']${name}(?:\\[[^\\]]{0,80}\\])?\\s*(?:[<>=~!^]|["'])`,
  ).test(line);
}

/** `project.dependencies`, and Poetry's. An empty map for what is no TOML. */
export function requirementsOfPyproject(text: string): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  const document = tomlOf(text);
  const dependencies = at(document, 'project', 'dependencies');
  if (Array.isArray(dependencies)) {
    for (const one of dependencies)
      for (const [name, range] of requirementsIn(`"${String(one)}"`)) add(found, name, range);
  }
  for (const [name, wanted] of Object.entries(at(document, 'tool', 'poetry', 'dependencies') ?? {})) {
    const version = typeof wanted === 'string' ? wanted : at(wanted, 'version');
    if (/^(?:mcp|fastmcp)$/.test(name)) add(found, name, typeof version === 'string' ? rangeOf(bare(version)) : ANY);
  }
  return found;
}

/** In Poetry a version alone is what npm writes with a caret. */
function bare(version: string): string {
  return version.trim();
}

function add(found: Map<string, Range>, name: string, range: Range): void {
  found.set(name, intersect(found.get(name) ?? ANY, range));
}

function at(value: unknown, ...keys: string[]): object | undefined {
  let current = value;
  for (const key of keys) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current as object | undefined;
}
