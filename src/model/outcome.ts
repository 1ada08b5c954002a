/** What came of a request: the questions that every room asks of it. */
import type { Exchange } from './exchange.ts';

type Asked = Pick<Exchange, 'outcome'>;

/** The server answered, with a result or an error. */
export function hasAnswer({ outcome }: Asked): boolean {
  return outcome.kind === 'result' || outcome.kind === 'rpc-error';
}

/** No answer came in time. */
export function isTimeout({ outcome }: Asked): boolean {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'timeout';
}

/** The tool itself said that it failed (MCP 2025-11-25, Tools, Error handling). */
export function isToolError({ outcome }: Asked): boolean {
  if (outcome.kind !== 'result') return false;
  return (outcome.result as { isError?: unknown } | null | undefined)?.isError === true;
}
