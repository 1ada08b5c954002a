/** How a tool tells that it failed. */
import type { Check } from '../check.ts';
import type { CallSubject } from '../subjects.ts';
import { emptyError } from './empty-error.ts';
import { errorAsSuccess } from './error-as-success.ts';
import { maskedError } from './masked-error.ts';
import { nonstandardCode } from './nonstandard-code.ts';
import { schemaSilentlyEmpty } from './schema-silently-empty.ts';
import { tracebackLeak } from './traceback-leak.ts';

export const errorChecks: readonly Check<CallSubject>[] = [
  emptyError,
  errorAsSuccess,
  maskedError,
  nonstandardCode,
  schemaSilentlyEmpty,
  tracebackLeak,
];
