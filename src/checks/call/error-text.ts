/** What the server says of an error, however it says it. */
import { isToolError } from '../../model.ts';
import type { CallSubject } from '../subjects.ts';
import { textsOf } from './result.ts';

/** The joined text of a result with isError, or the message of a JSON-RPC error; undefined for an answer that is no error. */
export function errorText(subject: CallSubject): string | undefined {
  const { outcome } = subject.exchange;
  if (outcome.kind === 'rpc-error') {
    const { message } = outcome.error;
    return typeof message === 'string' ? message : undefined;
  }
  if (!isToolError(subject.exchange)) return undefined;
  return textsOf(subject)
    .map(({ value }) => value)
    .join('\n');
}
