/** Event streams of streamable HTTP: read to their end, and resumed where the server has given event ids (MCP 2025-11-25). */
import type { RequestId } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import { type Answer, type HttpClient, isEventStream, isOk } from './http-client.ts';
import { readEvents, type SseEvent } from './sse.ts';
import { ifUnreached } from './unreached.ts';

/** How long to wait before a broken-off event stream is resumed, where the server does not say. */
const RESUME_MS = 500;
/** A timer takes no longer wait; nobody waits so long for an answer. */
const LONGEST_MS = 2 ** 31 - 1;

export interface StreamReader {
  readonly client: HttpClient;
  readonly limitBytes: number;
  /** The request whose answer the stream carries; none for the server's own stream. */
  readonly requestId: RequestId | undefined;
  /** Gives the request up, also between two streams. */
  readonly signal?: StopSignal;
  data(text: string, oversize: boolean, event?: SseEvent): void;
  unterminated(excerpt: string, id: unknown, isBare: boolean): void;
  /** Only then is a broken-off stream worth resuming. */
  isWaiting(requestId: RequestId): boolean;
}

/** Resolves with the last answer that carried the stream, and why it broke, if it did. */
export async function readStream(first: Answer, reader: StreamReader): Promise<{ answer: Answer; error?: string }> {
  const { limitBytes, requestId } = reader;
  let answer = first;
  let lastEventId: string | undefined;
  let retryMs = RESUME_MS;
  for (;;) {
    const { error, ...end } = await readEvents(answer.reply, limitBytes, reader);
    // What one stream has said holds for those that resume it.
    lastEventId = end.lastEventId ?? lastEventId;
    retryMs = end.retryMs ?? retryMs;
    const isResumable = requestId !== undefined && !reader.client.isStateless && reader.isWaiting(requestId);
    const next = isResumable && lastEventId !== undefined ? await resume(reader, lastEventId, retryMs) : undefined;
    if (!next) return { answer, ...(error ? { error } : {}) };
    answer = next;
  }
}

/** By GET, with which nothing is asked a second time. */
async function resume(
  { client, signal }: StreamReader,
  lastEventId: string,
  waitMs: number,
): Promise<Answer | undefined> {
  const own = signal ? { signal } : {};
  await sleep(Math.min(waitMs, LONGEST_MS), signal);
  if (signal?.aborted) return undefined;
  const headers = { accept: 'text/event-stream', 'last-event-id': lastEventId };
  const answer = await client.request({ method: 'GET', headers, ...own }).catch(ifUnreached);
  if (answer && isOk(answer.reply) && isEventStream(answer.reply)) return answer;
  answer?.reply.discard();
  return undefined;
}
