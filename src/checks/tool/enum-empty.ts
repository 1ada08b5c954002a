import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

export const enumEmpty = schemaCheck({
  id: 'enum-empty',
  level: 'warning',
  title: 'An enum has no values, so that nothing fits it.',
  hint: 'Leave "enum" out while there is nothing to choose from, or leave out the property: a model can give no value for it.',
  spec: SPEC.schemaValidation,
});
