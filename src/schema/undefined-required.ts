/** Names in `required` that no property has: legal, and a slip of the pen unless the property is defined elsewhere. */

import { isObject } from '../json/kind.ts';
import { pointerTo } from '../json/pointer.ts';
import type { SchemaProblem } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import type { Position } from './positions.ts';

/** Schemas that are applied to the same value, and may define what this one requires. */
const BESIDE = [
  ...['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'if', 'not', 'dependencies'],
  ...['dependentSchemas', 'patternProperties'],
];
/** A schema at such a place is one of several for the same value. */
const ONE_OF_SEVERAL = /\/(?:(?:allOf|anyOf|oneOf)\/\d+|not|if|then|else|(?:dependentSchemas|dependencies)\/[^/]*)$/;
const DEFINITIONS = /\/(?:\$defs|definitions)\//;
const MAX_NAMES = 5;

/** One problem for each `required`; nothing is said where a part of the schema that we do not weigh may define the name. */
export function undefinedRequired(positions: readonly Position[]): SchemaProblem[] {
  const isComposed = positions.some(({ schema }) => ['allOf', 'anyOf', 'oneOf'].some((key) => key in schema));
  return positions.flatMap(({ pointer, schema }) => {
    if (ONE_OF_SEVERAL.test(pointer) || (isComposed && DEFINITIONS.test(pointer))) return [];
    const names = undefinedIn(schema);
    return names.length === 0 ? [] : [problem(names, pointerTo(pointer, 'required'))];
  });
}

function undefinedIn(schema: Record<string, unknown>): string[] {
  const { properties, required, additionalProperties } = schema;
  if (!isObject(properties) || !Array.isArray(required)) return [];
  if (BESIDE.some((key) => schema[key] !== undefined)) return [];
  // Others are allowed in so many words, so one of them may be asked for.
  if (additionalProperties !== undefined && additionalProperties !== false) return [];
  return required.filter((name) => typeof name === 'string' && !Object.hasOwn(properties, name));
}

function problem(names: readonly string[], where: string): SchemaProblem {
  const shown = names.slice(0, MAX_NAMES).map((name) => JSON.stringify(excerpt(name, LONGEST_QUOTE)));
  const rest = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  const verb = names.length === 1 ? 'is' : 'are';
  const message = `"required" names ${shown.join(', ')}${rest}, which ${verb} not among the properties`;
  return { kind: 'required-undefined', message, where };
}
