/** What the server says of an error, however it says it. */
import type { CallSubject } from '../subjects.ts';
import { isError, resultOf, textsOf } from './result.ts';

/** The joined text of a result with isError, or the message of a JSON-RPC error; undefined for an answer that is no error. */
export function errorText(subject: CallSubject): string | undefined {
  const { outcome } = subject.exchange;
  if (outcome.kind === 'rpc-error') {
    const { message } = outcome.error;
    return typeof message === 'string' ? message : undefined;
  }
  const result = resultOf(subject);
  if (!result || !isError(result)) return undefined;
  return textsOf(subject)
    .map(({ value }) => value)
    .join('\n');
}
