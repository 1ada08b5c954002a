import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

export const unresolvedRef = schemaCheck({
  id: 'unresolved-ref',
  level: 'error',
  title: 'A $ref in a schema leads nowhere.',
  hint: 'Put the definition into the same schema under "$defs", or write it out where it is used.',
  spec: SPEC.schemaCore,
});
