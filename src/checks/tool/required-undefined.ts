import { SPEC } from '../spec.ts';
import { schemaCheck } from './schema-problems.ts';

export const requiredUndefined = schemaCheck({
  id: 'required-undefined',
  level: 'warning',
  title: 'A schema requires a property that it does not describe.',
  hint: 'Correct the name in "required" or in "properties", or describe the property: a model is asked for a value it knows nothing of.',
  spec: SPEC.schemaValidation,
});
