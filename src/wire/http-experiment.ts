/** One POST, or another request, beside the conversation, with headers of a probe's own. */
import { openExchange, type RequestOptions } from './http-request.ts';
import { isLoopback } from './proxy.ts';
import { ifUnreached } from './unreached.ts';
import type { HttpExperiment } from './wire.ts';

const LIMIT_MS = 10_000;

export interface Experiment {
  readonly request: Pick<RequestOptions, 'url' | 'headers' | 'connector'>;
  /** Or the HTTP method of a request without a body. */
  readonly message: object | 'GET' | 'DELETE';
  /** Hang up this long after sending, whatever comes. */
  readonly hangUpMs?: number;
  readonly usesSessions: boolean;
}

/** Undefined where no answer came. */
export async function experiment({
  request,
  message,
  hangUpMs,
  usesSessions,
}: Experiment): Promise<HttpExperiment | undefined> {
  const signal = AbortSignal.timeout(hangUpMs ?? LIMIT_MS);
  try {
    const sent = typeof message === 'string' ? { method: message } : { method: 'POST', body: JSON.stringify(message) };
    const reply = await openExchange({ ...request, ...sent, signal });
    reply.discard();
    return { status: reply.status, usesSessions, isLoopback: isLoopback(new URL(request.url).hostname) };
  } catch (error) {
    return ifUnreached(error);
  }
}
