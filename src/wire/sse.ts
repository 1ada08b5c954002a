/** Server-sent events of one HTTP answer (WHATWG HTML, section 9.2), as streamable HTTP uses them. */
import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import type { Reply } from './http-request.ts';
import { UnterminatedEvent } from './sse-unterminated.ts';

export interface StreamEnd {
  /** Set where the connection broke before the stream was complete. */
  readonly error?: string;
  /** The id of the last event; without one the stream cannot be resumed. */
  readonly lastEventId?: string;
  /** What the server asked us to wait before resuming. */
  readonly retryMs?: number;
}

export interface StreamListener {
  /** The data of one event; `event` is its type where it names one. */
  data(text: string, oversize: boolean, event?: string): void;
  /** A whole message came and no blank line after it, so that no client takes it for an event. */
  unterminated(excerpt: string): void;
}

/** Resolves at the end of the stream, which is never an exception; one of the listener's is. */
export async function readEvents(reply: Reply, limitBytes: number, listener: StreamListener): Promise<StreamEnd> {
  const end: { error?: string; lastEventId?: string; retryMs?: number } = {};
  const waiting = new UnterminatedEvent((excerpt) => listener.unterminated(excerpt));
  let sinceEvent = 0;
  const parser = createParser({
    onComment: () => {
      sinceEvent = 0;
    },
    onEvent: (event) => {
      sinceEvent = 0;
      if (event.id !== undefined) end.lastEventId = event.id;
      listener.data(event.data, false, event.event);
    },
    onRetry: (retryMs) => {
      end.retryMs = retryMs;
    },
  });
  const decoder = new StringDecoder('utf8');
  const broken = (error: NodeJS.ErrnoException) => {
    end.error = error.code ?? error.message;
  };
  try {
    for await (const chunk of chunksOf(reply.body as AsyncIterable<Buffer>, broken)) {
      sinceEvent += chunk.length;
      if (sinceEvent > limitBytes) {
        listener.data('', true);
        return { ...end, error: `an event is longer than the limit of ${limitBytes} bytes` };
      }
      const text = decoder.write(chunk);
      parser.feed(text);
      waiting.push(text);
    }
    if (!end.error) waiting.end();
    return end;
  } finally {
    waiting.stop();
  }
}

/** Ends where the connection breaks, too. */
async function* chunksOf(
  body: AsyncIterable<Buffer>,
  broken: (error: NodeJS.ErrnoException) => void,
): AsyncGenerator<Buffer> {
  try {
    yield* body;
  } catch (error) {
    broken(error as NodeJS.ErrnoException);
  }
}
