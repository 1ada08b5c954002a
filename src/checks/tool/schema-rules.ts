/** What the schema room says of a tool's two schemas: rules that are an id, a level and a sentence. */
import { nullArrays } from '../list/null-arrays.ts';
import { notChecked } from '../not-checked.ts';
import { SPEC } from '../spec.ts';
import type { SchemaRule } from './schema-problems.ts';

export const schemaRules: readonly SchemaRule[] = [
  { ...nullArrays, id: 'null-arrays' },
  {
    id: 'unresolved-ref',
    level: 'error',
    title: 'A $ref in a schema leads nowhere.',
    hint: 'Put the definition into the same schema under "$defs", or write it out where it is used.',
    spec: SPEC.schemaCore,
  },
  {
    id: 'schema-uncompilable',
    level: 'error',
    title: 'A schema is no valid JSON Schema of its dialect.',
    plain: 'The description of a tool is not valid.',
    hint: 'Correct the keyword that is named. Without "$schema" the dialect is 2020-12; a schema for an older one must name it.',
    spec: SPEC.schemaUsage,
  },
  {
    id: 'schema-too-big',
    level: 'error',
    title: 'A schema is too large, too deep or too costly to be compiled.',
    hint: 'Describe the value more simply; a schema is sent to the model with every request.',
    spec: SPEC.schemaUsage,
  },
  { ...notChecked, id: 'not-checked' },
  {
    id: 'dialect-unsupported',
    level: 'warning',
    title: 'A schema is written in a dialect of JSON Schema that is not supported.',
    hint: 'Write it in 2020-12, which every host must support, and leave "$schema" out; draft-06, draft-07 and 2019-09 are understood, too.',
    spec: SPEC.schemaUsage,
  },
  {
    id: 'required-undefined',
    level: 'warning',
    title: 'A schema requires a property that it does not describe.',
    hint: 'Correct the name in "required" or in "properties", or describe the property: a model is asked for a value it knows nothing of.',
    spec: SPEC.schemaValidation,
  },
  {
    id: 'enum-empty',
    level: 'warning',
    title: 'An enum has no values, so that nothing fits it.',
    hint: 'Leave "enum" out while there is nothing to choose from, or leave out the property: a model can give no value for it.',
    spec: SPEC.schemaValidation,
  },
];
