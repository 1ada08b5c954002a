/** What answers of the file are chosen and checked with: loaded when the server asks its first question. */
export { evaluate } from '../expect/evaluate.ts';
export { compileSchema } from '../schema/compile.ts';
