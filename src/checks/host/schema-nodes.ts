/** Every schema inside a schema, with its JSON pointer. Iterative and bounded: the schema is the server's. */
import { isObject } from '../../json/kind.ts';
import { pointerTo } from '../../json/pointer.ts';

export interface SchemaNode {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly where: string;
}

const MOST_NODES = 10_000;
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
const LISTS = new Set(['anyOf', 'oneOf', 'allOf', 'prefixItems', 'items']);
const SINGLES = new Set(['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']);

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

/** In the order in which they stand there. */
function children({ schema, where }: SchemaNode): SchemaNode[] {
  const inner: SchemaNode[] = [];
  for (const key in schema) {
    const value = schema[key];
    // Most keywords hold no schema.
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value) ? LISTS.has(key) : MAPS.has(key)) addEach(value, `${where}/${key}`, inner);
    else if (SINGLES.has(key) && isObject(value)) inner.push({ schema: value, where: `${where}/${key}` });
  }
  return inner;
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
