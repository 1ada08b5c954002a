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

/** The schema itself first. */
export function schemaNodes(root: unknown, where = ''): SchemaNode[] {
  const found: SchemaNode[] = [];
  const open: { readonly value: unknown; readonly where: string }[] = [{ value: root, where }];
  for (let next = open.pop(); next && found.length < MOST_NODES; next = open.pop()) {
    if (!isObject(next.value)) continue;
    found.push({ schema: next.value, where: next.where });
    open.push(...children(next.value, next.where).reverse());
  }
  return found;
}

function children(schema: Readonly<Record<string, unknown>>, where: string): { value: unknown; where: string }[] {
  return [
    ...SINGLES.map((key) => ({ value: schema[key], where: `${where}/${key}` })),
    ...[...LISTS.filter((key) => Array.isArray(schema[key])), ...MAPS.filter((key) => isObject(schema[key]))].flatMap(
      (key) =>
        Object.entries(schema[key] as object)
          .slice(0, MOST_NODES)
          .map(([name, value]) => ({ value, where: pointerTo(`${where}/${key}`, name) })),
    ),
  ];
}

/** `type` as a list. */
export function typesOf({ type }: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(type) ? type : [type];
}
