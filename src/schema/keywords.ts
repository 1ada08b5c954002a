/** What we say about single keywords ourselves, with their place: ajv would stop at the first, or say it to the log. */
import { isObject } from '../json/kind.ts';
import { pointerTo } from '../json/pointer.ts';
import type { SchemaProblem } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { emptyEnums } from './empty-enums.ts';
import { isKnownFormat } from './formats.ts';
import { readPattern, reasonOf } from './patterns.ts';
import { atPlaces, type Position, schemaPositions } from './positions.ts';
import { undefinedRequired } from './undefined-required.ts';

/** Keywords whose value is an array or a map. */
export const COLLECTIONS = [
  '$defs',
  'allOf',
  'anyOf',
  'definitions',
  'dependencies',
  'dependentRequired',
  'dependentSchemas',
  'enum',
  'examples',
  'oneOf',
  'patternProperties',
  'prefixItems',
  'properties',
  'required',
];

/** Keywords in which ajv would take `{ "$data": … }`; in `const`, `enum` and `default` that is plain data. */
const SCALARS = [
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'required',
  'uniqueItems',
];

/** Null collections, `$async`, `$data`, bad patterns; then what is legal and of no use. Each in the order of the schema. */
export function inspectKeywords(schema: unknown): SchemaProblem[] {
  const positions = schemaPositions(schema);
  const doubtful = [...emptyEnums(positions), ...undefinedRequired(positions), ...unknownFormats(positions)];
  return [...positions.flatMap(structureProblems), ...doubtful];
}

function structureProblems({ pointer, schema }: Position): SchemaProblem[] {
  return [
    ...COLLECTIONS.filter((key) => schema[key] === null).map((key) => nullCollection(pointer, key)),
    ...(schema['$async'] === undefined || schema['$async'] === false ? [] : [asyncRefused(pointer)]),
    ...SCALARS.filter((key) => isDataReference(schema[key])).map((key) => dataRefused(pointer, key)),
    ...badPatterns(pointer, schema),
  ];
}

function nullCollection(pointer: string, key: string): SchemaProblem {
  return { kind: 'null-arrays', message: `"${key}" is null`, where: pointerTo(pointer, key) };
}

function asyncRefused(pointer: string): SchemaProblem {
  const message = '"$async" is no JSON Schema; a schema that has it crashes clients that validate with ajv';
  return { kind: 'schema-uncompilable', message, where: pointerTo(pointer, '$async') };
}

function isDataReference(value: unknown): boolean {
  return isObject(value) && typeof value['$data'] === 'string';
}

function dataRefused(pointer: string, key: string): SchemaProblem {
  const message = `"${key}" is a "$data" reference, which is no JSON Schema`;
  return { kind: 'schema-uncompilable', message, where: pointerTo(pointer, key) };
}

function badPatterns(pointer: string, schema: Record<string, unknown>): SchemaProblem[] {
  const named = isObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [];
  const places = named.map((source) => ({ source, where: pointerTo(pointerTo(pointer, 'patternProperties'), source) }));
  if (typeof schema['pattern'] === 'string') {
    places.unshift({ source: schema['pattern'], where: pointerTo(pointer, 'pattern') });
  }
  return places.flatMap(({ source, where }) => {
    const problem = patternProblem(source);
    return problem === undefined ? [] : [{ ...problem, where }];
  });
}

function patternProblem(source: string): Omit<SchemaProblem, 'where'> | undefined {
  const shown = `the pattern ${JSON.stringify(excerpt(source, LONGEST_QUOTE))}`;
  try {
    const { notUnicode } = readPattern(source);
    if (notUnicode === undefined) return undefined;
    const message = `${shown} is valid only without the "u" flag, with which validators compile it (${notUnicode})`;
    return { kind: 'pattern-not-unicode', message };
  } catch (error) {
    return { kind: 'schema-uncompilable', message: `${shown} is no valid regular expression (${reasonOf(error)})` };
  }
}

/** One problem for each unknown name, at its first place. */
function unknownFormats(positions: readonly Position[]): SchemaProblem[] {
  const places = new Map<string, string[]>();
  for (const { pointer, schema } of positions) {
    const format = schema['format'];
    if (typeof format !== 'string' || isKnownFormat(format)) continue;
    places.set(format, [...(places.get(format) ?? []), pointerTo(pointer, 'format')]);
  }
  return [...places].map(([format, [where, ...more]]) => {
    const message = `the format ${JSON.stringify(excerpt(format, LONGEST_QUOTE))} is not one of JSON Schema's${atPlaces(more)}`;
    return { kind: 'schema-format-unknown', message, where: where! };
  });
}
