import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

export const dialectUnsupported = schemaCheck({
  id: 'dialect-unsupported',
  level: 'warning',
  title: 'A schema is written in a dialect of JSON Schema that is not supported.',
  hint: 'Write it in 2020-12, which every host must support, and leave "$schema" out; draft-06, draft-07 and 2019-09 are understood, too.',
  spec: SPEC.schemaUsage,
});
