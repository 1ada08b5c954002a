/** `vars:` and `--var`. */
import type { Json } from '../model.ts';
import { variableName } from './grammar/name.ts';
import { type Node, strings } from './node.ts';
import type { Named } from './read/collection.ts';
import { type Desk, expandAt } from './variables.ts';

/** Fills the desk. A variable may use those before it; `overrides` win, and are taken as they are. */
export function defineVars(
  entries: readonly Named<Node>[],
  overrides: Readonly<Record<string, string>>,
  desk: Desk,
): void {
  for (const [name, value] of Object.entries(overrides)) define(name, value, desk);
  for (const { key, keyAt, value } of entries) {
    variableName(key, keyAt, desk.problems);
    if (Object.hasOwn(overrides, key)) continue;
    define(key, expandNode(value, desk), desk);
    desk.written.set(key, strings(value));
  }
}

function define(name: string, value: Json, { scope, known }: Desk): void {
  Object.defineProperty(scope.vars, name, { value, enumerable: true, writable: true, configurable: true });
  known.names.add(name);
}

/** `null` stands in where a problem was added. */
export function expandNode(node: Node, desk: Desk): Json {
  if (node.kind === 'list') return node.items.map((item) => expandNode(item, desk));
  if (node.kind === 'map') {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, expandNode(value, desk)]));
  }
  if (typeof node.value !== 'string') return node.value;
  return expandAt({ value: node.value, at: node.at }, desk)?.value ?? null;
}
