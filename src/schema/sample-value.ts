/** A value for a schema: flattened first, then made by its type. Unvalidated; undefined where nothing comes to mind. */

import { isObject } from '../json/kind.ts';
import { atPointer, localPointer } from '../json/pointer.ts';
import type { Json } from '../model.ts';
import { sampleNumber } from './sample-number.ts';
import { sampleString } from './sample-string.ts';

export interface Variant {
  /** Which alternative of `anyOf` and `oneOf`. */
  readonly branch: number;
  /** Fill in optional properties too. */
  readonly optional: boolean;
  /** Take no notice of `default` and `examples`: they need not fit. */
  readonly blind?: boolean;
  /** A list that may be empty has one item all the same. */
  readonly filled?: boolean;
}

/** A value that nothing in the schema names: it was made up from its type, format, pattern and limits. */
export interface Invented {
  /** Names of properties and indices of items, from the root. */
  readonly path: readonly (string | number)[];
  readonly schema: Readonly<Record<string, unknown>>;
}

interface Maker extends Variant {
  readonly root: unknown;
  readonly path: (string | number)[];
  readonly invented: Invented[];
  /** Values still allowed; keeps schemas that multiply or recurse in bounds. */
  left: number;
  depth: number;
  /** Which of the items of a list that repeats none; 0 elsewhere. */
  nth: number;
}

type Schema = Record<string, unknown>;
const MAX_DEPTH = 16;
const MAX_VALUES = 2000;
const MAX_ITEMS = 100;
const MAX_REFERENCES = 32;

export function newMaker(root: unknown, variant: Variant): Maker {
  return { ...variant, root, path: [], invented: [], left: MAX_VALUES, depth: 0, nth: 0 };
}

export function sampleOf(schema: unknown, maker: Maker): Json | undefined {
  if (schema === true) return invent(sampleString({}, maker.nth), {}, maker);
  if (!isObject(schema) || maker.left-- <= 0 || maker.depth >= MAX_DEPTH) return undefined;
  maker.depth += 1;
  const value = fromFlat(flatten(schema, maker), maker);
  maker.depth -= 1;
  return value;
}

function fromFlat(schema: Schema, maker: Maker): Json | undefined {
  const given = givenValue(schema, maker);
  if (given !== undefined) return given;
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, maker);
    case 'array':
      return sampleArray(schema, maker);
    case 'integer':
    case 'number':
      return invent(sampleNumber(schema, maker.nth), schema, maker);
    case 'boolean':
      return maker.nth % 2 === 1;
    case 'null':
      return null;
    default:
      return invent(sampleString(schema, maker.nth), schema, maker);
  }
}

function invent<T extends Json>(value: T | undefined, schema: Schema, { path, invented }: Maker): T | undefined {
  if (value !== undefined) invented.push({ path: [...path], schema });
  return value;
}

function sampleAt(part: string | number, schema: unknown, maker: Maker): Json | undefined {
  maker.path.push(part);
  const value = sampleOf(schema, maker);
  maker.path.pop();
  return value;
}

function givenValue(schema: Schema, { blind, nth }: Maker): Json | undefined {
  const { const: constant, default: fallback, enum: values, examples } = schema;
  if (constant !== undefined) return constant as Json;
  if (fallback !== undefined && !blind && nth === 0) return fallback as Json;
  if (Array.isArray(examples) && examples.length > nth && !blind) return examples[nth] as Json;
  return Array.isArray(values) && values.length > 0 ? (values[nth % values.length] as Json) : undefined;
}

function typeOf(schema: Schema): string {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) return String(type.find((name) => name !== 'null') ?? 'null');
  if (isObject(schema['properties']) || Array.isArray(schema['required'])) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  if (schema['minimum'] !== undefined || schema['maximum'] !== undefined) return 'number';
  return 'string';
}

function sampleObject(schema: Schema, maker: Maker): Json {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'].map(String) : [];
  const names = new Set([...required, ...(maker.optional ? Object.keys(properties) : [])]);
  const entries = [...names].map(
    (name) => [name, sampleAt(name, propertySchema(schema, properties, name), maker)] as const,
  );
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

function propertySchema(schema: Schema, properties: Schema, name: string): unknown {
  if (Object.hasOwn(properties, name)) return properties[name];
  return isObject(schema['additionalProperties']) ? schema['additionalProperties'] : true;
}

function sampleArray(schema: Schema, maker: Maker): Json | undefined {
  const { minItems, maxItems, prefixItems, items, uniqueItems } = schema;
  const first = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : [];
  const rest = Array.isArray(items) ? schema['additionalItems'] : items;
  const least = maker.filled && maxItems !== 0 ? 1 : 0;
  const count = Math.max(typeof minItems === 'number' ? minItems : 0, first.length, least);
  if (count > MAX_ITEMS) return undefined;
  const { nth } = maker;
  const values = Array.from({ length: count }, (_, index) => {
    if (uniqueItems === true) maker.nth = nth * count + index;
    return sampleAt(index, first[index] ?? rest ?? true, maker);
  });
  maker.nth = nth;
  return values.every((value) => value !== undefined) ? (values as Json[]) : undefined;
}

/** `$ref`, `allOf` and the chosen alternative drawn into one schema; what stands nearer wins. */
function flatten(schema: Schema, maker: Maker, references = 0): Schema {
  if (maker.left-- <= 0) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const parts: unknown[] = [...(Array.isArray(allOf) ? allOf : []), chosen(anyOf, maker), chosen(oneOf, maker)];
  if (typeof $ref === 'string') parts.push(atPointer(maker.root, localPointer($ref) ?? '/nowhere'));
  const flat = parts
    .filter((part): part is Schema => isObject(part) && references < MAX_REFERENCES)
    .map((part) => flatten(part, maker, references + 1));
  return flat.reduce(merge, own);
}

/** The alternative of this variant; null comes last. */
function chosen(alternatives: unknown, maker: Maker): unknown {
  if (!Array.isArray(alternatives) || alternatives.length === 0) return undefined;
  const isNull = (part: unknown) => isObject(part) && part['type'] === 'null';
  const sorted = [...alternatives.filter((part) => !isNull(part)), ...alternatives.filter(isNull)];
  return sorted[(maker.branch + maker.nth) % sorted.length];
}

function merge(near: Schema, far: Schema): Schema {
  const properties = { ...(far['properties'] as Schema | undefined), ...(near['properties'] as Schema | undefined) };
  const required = [far['required'], near['required']].flatMap((names) => (Array.isArray(names) ? names : []));
  return {
    ...far,
    ...near,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}
