/** Every schema inside a schema, with its JSON pointer. Iterative and bounded: the schema is the server's. */
import { isObject } from '../../json/kind.ts';
import { pointerTo } from '../../json/pointer.ts';

export interface SchemaNode {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly where: string;
}

const MOST_NODES = 10_000;
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items'];
const SINGLES = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];

/** Several rules ask for those of one schema. */
const known = new WeakMap<object, { readonly where: string; readonly nodes: readonly SchemaNode[] }>();

/** The schema itself first. */
export function schemaNodes(root: unknown, where = ''): readonly SchemaNode[] {
  if (!isObject(root)) return [];
  const before = known.get(root);
  if (before?.where === where) return before.nodes;
  const nodes = nodesIn({ schema: root, where });
  known.set(root, { where, nodes });
  return nodes;
}

function nodesIn(root: SchemaNode): SchemaNode[] {
  const found: SchemaNode[] = [];
  const open = [root];
  for (let next = open.pop(); next && found.length < MOST_NODES; next = open.pop()) {
    found.push(next);
    const inner = children(next);
    for (let index = inner.length - 1; index >= 0; index -= 1) open.push(inner[index]!);
  }
  return found;
}

function children({ schema, where }: SchemaNode): SchemaNode[] {
  const inner: SchemaNode[] = [];
  // Most schemas are leaves.
  if (!holdsObjects(schema)) return inner;
  for (const key of SINGLES) {
    const value = schema[key];
    if (isObject(value)) inner.push({ schema: value, where: `${where}/${key}` });
  }
  for (const key of LISTS) if (Array.isArray(schema[key])) addEach(schema[key], `${where}/${key}`, inner);
  for (const key of MAPS) if (isObject(schema[key])) addEach(schema[key], `${where}/${key}`, inner);
  return inner;
}

function holdsObjects(schema: SchemaNode['schema']): boolean {
  for (const key in schema) if (typeof schema[key] === 'object') return true;
  return false;
}

function addEach(group: object, where: string, to: SchemaNode[]): void {
  for (const name of Object.keys(group).slice(0, MOST_NODES)) {
    const value = (group as Record<string, unknown>)[name];
    if (isObject(value)) to.push({ schema: value, where: pointerTo(where, name) });
  }
}

/** `type` as a list. */
export function typesOf({ type }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(type) ? type : [type];
}
