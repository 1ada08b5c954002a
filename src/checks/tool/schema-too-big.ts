import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

export const schemaTooBig = schemaCheck({
  id: 'schema-too-big',
  level: 'error',
  title: 'A schema is too large, too deep or too costly to be compiled.',
  hint: 'Describe the value more simply; a schema is sent to the model with every request.',
  spec: SPEC.schemaUsage,
});
