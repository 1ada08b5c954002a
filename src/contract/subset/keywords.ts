/** The keywords of JSON Schema that decide whether a value is valid, by what stands in them. All others say nothing of that. */

/** One schema. */
export const SCHEMA = [
  'items',
  'additionalItems',
  'additionalProperties',
  'contains',
  'else',
  'if',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;
/** A list of schemas; of `anyOf` and `oneOf` the order is nothing. */
export const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
/** Names to schemas. */
export const MAPS = ['properties', 'patternProperties', 'dependentSchemas', 'dependencies'] as const;
/** Values of which the order is nothing. */
export const SETS = ['enum', 'required', 'type'] as const;
export const PLAIN = [
  'const',
  'dependentRequired',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'maxContains',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minContains',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'multipleOf',
  'pattern',
  'uniqueItems',
] as const;

/** What evaluates parts of the same value, beside the keywords for properties and items themselves. */
export const APPLICATORS = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'not', 'dependentSchemas', 'contains'] as const;
