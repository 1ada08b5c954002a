/** One of two schemas that are compared: within bounds, with references that can be followed. */
import { isObject } from '../../json/kind.ts';
import { atPointer, localPointer } from '../../json/pointer.ts';
import { outOfBounds } from '../../schema/bounds.ts';
import { type Dialect, dialectOf, unsupportedDialect } from '../../schema/dialect.ts';
import { schemaPositions } from '../../schema/positions.ts';
import { withPointers } from '../../schema/references.ts';

export type Schema = Readonly<Record<string, unknown>>;
/** A schema as it may stand anywhere: an object, or true or false. */
export type Node = boolean | Schema;

export interface Side {
  readonly root: unknown;
  readonly dialect: Dialect;
  /** Drafts 6 and 7: what stands beside `$ref` does not count. */
  readonly isOld: boolean;
}

/** Undefined where nothing can be said of it: too big, a dialect that nobody judges, references that depend on the way. */
export function sideOf(schema: unknown): Side | undefined {
  if (outOfBounds(schema) || unsupportedDialect(schema) !== undefined) return undefined;
  const dialect = dialectOf(schema);
  if (schemaPositions(schema).some(({ schema: part }) => FOREIGN[dialect].some((isIn) => isIn(part)))) return undefined;
  const local = withPointers(schema, dialect);
  if ('undecided' in local) return undefined;
  return { root: local.schema, dialect, isOld: dialect === 'draft-06' || dialect === 'draft-07' };
}

type IsIn = (schema: Schema) => boolean;
const has =
  (key: string): IsIn =>
  (schema) =>
    schema[key] !== undefined;
const OLD = ['prefixItems', 'unevaluatedItems', 'unevaluatedProperties'].map(has);

/** Keywords of other dialects, which say nothing in this one, and would say something to us. */
const FOREIGN: Readonly<Record<Dialect, readonly IsIn[]>> = {
  'draft-06': OLD,
  'draft-07': OLD,
  '2019-09': [has('prefixItems')],
  '2020-12': [has('additionalItems'), ({ items }) => Array.isArray(items)],
};

/** What is no schema at all forbids nothing that we know of. */
export function asNode(value: unknown): Node {
  return value === false || isObject(value) ? value : true;
}

/** Where `$ref` leads; undefined where that is nowhere in this schema. */
export function followed(ref: string, { root }: Side): Node | undefined {
  const pointer = localPointer(ref);
  const target = pointer === undefined ? undefined : atPointer(root, pointer);
  return typeof target === 'boolean' || isObject(target) ? target : undefined;
}

export function listIn(schema: Schema, key: string): readonly unknown[] | undefined {
  const value = schema[key];
  return Array.isArray(value) ? value : undefined;
}

export function mapIn(schema: Schema, key: string): Readonly<Record<string, unknown>> {
  const value = schema[key];
  return isObject(value) ? value : {};
}

export function textsIn(schema: Schema, key: string): readonly string[] {
  return (listIn(schema, key) ?? []).filter((one) => typeof one === 'string');
}

export function numberIn(schema: Schema, key: string): number | undefined {
  const value = schema[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
