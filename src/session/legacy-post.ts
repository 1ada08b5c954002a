/** HTTP+SSE (2024-11-05): the answer to a POST says that it was taken. A response in its body is seen by no client. */
import { jsonOf } from '../json/read.ts';
import type { RequestId } from '../model.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { sleep } from '../waiting.ts';
import { isResponse } from '../wire/framing/message.ts';
import type { FramedWire } from '../wire/http-frames.ts';

/** The response may come on the stream as well. */
const ON_STREAM_MS = 1500;

/** Of the request that was posted, where `posted` is one. */
export function idOf(posted: unknown): RequestId | undefined {
  const { id, method } = JSON.parse(String(posted)) as { id?: RequestId; method?: string };
  return method === undefined ? undefined : id;
}

/** Settles the request that has been answered there and nowhere else. */
export async function readTaken(
  answer: Response,
  id: RequestId | undefined,
  { limitBytes, listener }: Pick<FramedWire, 'limitBytes' | 'listener'>,
): Promise<void> {
  if (id === undefined || !/\bjson\b/i.test(answer.headers.get('content-type') ?? '')) return;
  const text = await textOf(answer.clone(), limitBytes).catch(() => undefined);
  const message = text === undefined ? undefined : jsonOf(text);
  if (!isResponse(message) || message['id'] !== id) return;
  await sleep(ON_STREAM_MS);
  listener.failed(id, { reason: 'unreadable', rule: 'answer-in-post', excerpt: text!.slice(0, LONGEST_QUOTE) });
}

/** Undefined where it is longer than the limit. */
async function textOf({ body }: Response, limitBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > limitBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
