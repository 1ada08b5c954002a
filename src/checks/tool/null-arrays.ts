import { nullArrays } from '../list/null-arrays.ts';
import { schemaCheck } from './schema-problems.ts';

export const nullArraysInSchema = schemaCheck({ ...nullArrays, id: 'null-arrays' });
