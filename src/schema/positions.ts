/** Where, inside a schema, schemas stand: data under `default`, `enum` or a property's name is none. */
import { isObject } from '../json/kind.ts';
import { atPointer, localPointer, pointerTo } from '../json/pointer.ts';

const ONE = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const LISTS = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];
const MAPS = ['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'];

export interface Position {
  /** JSON pointer from the root. */
  readonly pointer: string;
  readonly schema: Record<string, unknown>;
}

/** Every schema that is an object, the root first; also those in places that only a local `$ref` makes schemas. */
export function schemaPositions(root: unknown): Position[] {
  const found: Position[] = [];
  const seen = new Set<unknown>();
  const open: { pointer: string; value: unknown }[] = [{ pointer: '', value: root }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!isObject(next.value) || seen.has(next.value)) continue;
    seen.add(next.value);
    const position = { pointer: next.pointer, schema: next.value };
    found.push(position);
    open.push(...target(position.schema, root), ...children(position).reverse());
  }
  return found;
}

/** `, here and in 2 more places`; nothing where there are none. */
export function atPlaces(more: readonly string[]): string {
  return more.length > 0 ? `, here and in ${more.length} more ${more.length === 1 ? 'place' : 'places'}` : '';
}

function children({ pointer, schema }: Position): { pointer: string; value: unknown }[] {
  const one = ONE.map((key) => ({ pointer: pointerTo(pointer, key), value: schema[key] }));
  const lists = LISTS.flatMap((key) =>
    Array.isArray(schema[key]) ? within(pointerTo(pointer, key), schema[key]) : [],
  );
  const maps = MAPS.flatMap((key) => (isObject(schema[key]) ? within(pointerTo(pointer, key), schema[key]) : []));
  return [...one, ...lists, ...maps];
}

function within(pointer: string, group: object): { pointer: string; value: unknown }[] {
  return Object.entries(group).map(([key, value]) => ({ pointer: pointerTo(pointer, key), value }));
}

function target(schema: Record<string, unknown>, root: unknown): { pointer: string; value: unknown }[] {
  const pointer = typeof schema['$ref'] === 'string' ? localPointer(schema['$ref']) : undefined;
  return pointer === undefined ? [] : [{ pointer, value: atPointer(root, pointer) }];
}
