/** Server-sent events of one HTTP answer (WHATWG HTML, section 9.2), as streamable HTTP uses them. */
import { createParser, type ParseError } from 'eventsource-parser';
import type { Reply } from './http-request.ts';
import { UnterminatedEvent } from './sse-unterminated.ts';
import { Utf8 } from './utf8.ts';

export interface StreamEnd {
  /** Set where the connection broke before the stream was complete. */
  readonly error?: string;
  /** The id of the last event; without one the stream cannot be resumed. */
  readonly lastEventId?: string;
  /** What the server asked us to wait before resuming. */
  readonly retryMs?: number;
}

export interface SseEvent {
  /** Its type, where it names one. */
  readonly name?: string;
  /** Its `data:` lines, joined. */
  readonly data: string;
  /** Its lines that are no field, which parsers drop. */
  readonly strays: readonly string[];
  /** False where some bytes are no UTF-8, for which replacement characters stand. */
  readonly isUtf8: boolean;
  /** What servers send at once came in one piece with it: an event without data, or two others. */
  readonly isHeldBack: boolean;
}

export interface StreamListener {
  /** The data of one event. Of an `oversize` one: how it begins, as it came. */
  data(text: string, oversize: boolean, event?: SseEvent): void;
  /** A whole response came, with this `id`, and no blank line after it, so that no client takes it for an event; or `isBare`, and as none. */
  unterminated(excerpt: string, id: unknown, isBare: boolean): void;
}

const KEPT_OF_OVERSIZE = 4096;
/** What an event holds beside its data: field names, a type, an id. */
const FRAMING_BYTES = 1024;

/** Resolves at the end of the stream, which is never an exception; at an event over `limitBytes` nothing more is read. */
export async function readEvents(reply: Reply, limitBytes: number, listener: StreamListener): Promise<StreamEnd> {
  const reader = new EventReader(limitBytes, listener);
  const chunks = (reply.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // An exception of ours, further down, is none of the connection's.
      const next = await chunks.next().catch((error: NodeJS.ErrnoException) => ({ error }));
      if ('error' in next) return { ...reader.end, error: next.error.code ?? next.error.message };
      if (next.done) return reader.finish();
      if (reader.push(next.value)) continue;
      await chunks.return?.();
      return { ...reader.end, error: `an event is longer than the limit of ${limitBytes} bytes` };
    }
  } finally {
    reader.stop();
  }
}

class EventReader {
  readonly end: { error?: string; lastEventId?: string; retryMs?: number } = {};
  readonly #decoder = new Utf8();
  readonly #waiting: UnterminatedEvent;
  readonly #parser;
  #isTooLong = false;
  #endsWithCr = false;
  /** Bytes that are no UTF-8 came: in this piece of the stream, and since the last event. */
  #isPieceSpoilt = false;
  #isSpoilt = false;
  /** The events in this piece so far; one without data primes the client for what follows. */
  #inPiece = 0;
  #primes = false;
  /** Since the last event. */
  #bytes = 0;
  #beginning = '';
  #strays: string[] = [];

  constructor(
    private readonly limitBytes: number,
    private readonly listener: StreamListener,
  ) {
    this.#waiting = new UnterminatedEvent((excerpt, id, isBare) => listener.unterminated(excerpt, id, isBare));
    this.#parser = createParser({
      onComment: () => this.#startOver(),
      onEvent: ({ id, data, event }) => {
        if (id !== undefined) this.end.lastEventId = id;
        const isUtf8 = !this.#isSpoilt || !data.includes('\uFFFD');
        const name = event === undefined ? {} : { name: event };
        const isHeldBack = this.#primes || this.#inPiece > 1;
        if (!this.#isTooLong) this.#take({ data, strays: this.#strays, isUtf8, isHeldBack, ...name });
        this.#inPiece++;
        this.#primes ||= data === '';
        this.#isSpoilt = this.#isPieceSpoilt;
        this.#startOver();
      },
      onError: ({ type, line }: ParseError) => {
        if (type === 'unknown-field' && line !== undefined) this.#strays.push(line);
      },
      onRetry: (retryMs) => {
        this.end.retryMs = retryMs;
      },
    });
  }

  /** False after an event that was too long. */
  push(chunk: Buffer): boolean {
    this.#inPiece = 0;
    this.#primes = false;
    const decoded = this.#decoder.write(chunk);
    this.#isPieceSpoilt = !decoded.isUtf8;
    this.#isSpoilt ||= this.#isPieceSpoilt;
    const text = this.#withLineFeeds(decoded.text);
    this.#bytes += chunk.length;
    if (this.#beginning.length < KEPT_OF_OVERSIZE) this.#beginning += text.slice(0, KEPT_OF_OVERSIZE);
    this.#parser.feed(text);
    this.#waiting.push(text);
    if (this.#bytes > this.limitBytes + FRAMING_BYTES && !this.#isTooLong) this.#refuse(this.#beginning);
    return !this.#isTooLong;
  }

  finish(): StreamEnd {
    this.#waiting.end();
    return this.end;
  }

  stop(): void {
    this.#waiting.stop();
  }

  #take(event: SseEvent): void {
    if (Buffer.byteLength(event.data) > this.limitBytes) this.#refuse(event.data);
    else this.listener.data(event.data, false, event);
  }

  #refuse(text: string): void {
    this.#isTooLong = true;
    this.listener.data(text.slice(0, KEPT_OF_OVERSIZE), true);
  }

  #startOver(): void {
    this.#bytes = 0;
    this.#beginning = '';
    this.#strays = [];
  }

  /** A CR alone ends a line as well, but the parser looks for a LF behind each, to the end of the text. */
  #withLineFeeds(text: string): string {
    const rest = this.#endsWithCr && text.startsWith('\n') ? text.slice(1) : text;
    if (text !== '') this.#endsWithCr = text.endsWith('\r');
    return rest.replace(/\r\n?/g, '\n');
  }
}
