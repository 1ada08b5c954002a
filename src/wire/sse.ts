/** Server-sent events of one HTTP answer (WHATWG HTML, section 9.2), as streamable HTTP uses them. */
import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import type { Reply } from './http-request.ts';

export interface StreamEnd {
  /** Set where the connection broke before the stream was complete. */
  readonly error?: string;
  /** The id of the last event; without one the stream cannot be resumed. */
  readonly lastEventId?: string;
  /** What the server asked us to wait before resuming. */
  readonly retryMs?: number;
}

/** Gives `onData` the data of each event; resolves at the end of the stream, which is never an exception. */
export async function readEvents(
  reply: Reply,
  limitBytes: number,
  onData: (text: string, oversize: boolean) => void,
): Promise<StreamEnd> {
  const end: { error?: string; lastEventId?: string; retryMs?: number } = {};
  let sinceEvent = 0;
  const parser = createParser({
    onComment: () => {
      sinceEvent = 0;
    },
    onEvent: (event) => {
      sinceEvent = 0;
      if (event.id !== undefined) end.lastEventId = event.id;
      onData(event.data, false);
    },
    onRetry: (retryMs) => {
      end.retryMs = retryMs;
    },
  });
  const decoder = new StringDecoder('utf8');
  try {
    for await (const chunk of reply.body as AsyncIterable<Buffer>) {
      sinceEvent += chunk.length;
      if (sinceEvent > limitBytes) {
        onData('', true);
        return { ...end, error: `an event is longer than the limit of ${limitBytes} bytes` };
      }
      parser.feed(decoder.write(chunk));
    }
    return end;
  } catch (error) {
    return { ...end, error: (error as NodeJS.ErrnoException).code ?? (error as Error).message };
  }
}
