import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

export const schemaUncompilable = schemaCheck({
  id: 'schema-uncompilable',
  level: 'error',
  title: 'A schema is no valid JSON Schema of its dialect.',
  hint: 'Correct the keyword that is named. Without "$schema" the dialect is 2020-12; a schema for an older one must name it.',
  spec: SPEC.schemaUsage,
});
