import { notChecked } from '../not-checked.ts';
import { schemaCheck } from './schema-problems.ts';

export const schemaNotChecked = schemaCheck({ ...notChecked, id: 'not-checked' });
