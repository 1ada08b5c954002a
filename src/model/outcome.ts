/** What came of a request: the questions that every room asks of it. */
import type { Exchange } from './exchange.ts';

type Asked = Pick<Exchange, 'outcome'>;

const MISSING_CAPABILITY = -32021;
const HEADER_MISMATCH = -32020;

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

/** The server says that the headers of the request are not what its body says (MCP 2026-07-28, Streamable HTTP); over stdio there are none. */
export function isHeaderMismatch({ outcome, http }: Asked & Pick<Exchange, 'http'>): boolean {
  return http?.status === 400 && outcome.kind === 'rpc-error' && outcome.error.code === HEADER_MISMATCH;
}

/** What the client would have to declare for the request, where it was refused for want of that (MCP 2026-07-28, Error Codes). */
export function requiredCapabilities({ outcome }: Asked): Readonly<Record<string, unknown>> | undefined {
  if (outcome.kind !== 'rpc-error' || outcome.error.code !== MISSING_CAPABILITY) return undefined;
  const data = outcome.error.data as { requiredCapabilities?: unknown } | null | undefined;
  const required = data?.requiredCapabilities;
  return typeof required === 'object' && required !== null && !Array.isArray(required) ? { ...required } : {};
}
