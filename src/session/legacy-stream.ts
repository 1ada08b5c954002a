/** The event stream of HTTP+SSE (2024-11-05): its first event names the endpoint for messages, and the answers come on it. */
import { PassThrough } from 'node:stream';
import type { HttpExchange, RequestId } from '../model.ts';
import { isEventStream } from '../wire/http-client.ts';
import { dataOf, type FramedWire, frameOf, isUnseen } from '../wire/http-frames.ts';
import type { Reply } from '../wire/http-request.ts';
import { readEvents, type SseEvent } from '../wire/sse.ts';

export interface StreamWatcher {
  /** It is open, or has named the endpoint. */
  changed(): void;
  ended(error: string | undefined): void;
}

export class LegacyStream {
  /** Answers can come on it. */
  isOpen = false;
  hasEnded = false;
  /** What there is of it, as checks see it: once it is open. */
  http: HttpExchange | undefined;

  constructor(
    private readonly wire: FramedWire,
    private readonly url: string,
    private readonly watcher: StreamWatcher,
  ) {}

  /** Two readers of one body: the SDK, for whom it returns a copy, and us. Undefined where it is not the stream. */
  copyOf({ body, ...reply }: Reply): PassThrough | undefined {
    if (reply.status !== 200 || !isEventStream(reply)) return undefined;
    this.isOpen = true;
    this.http = { status: reply.status, headers: reply.headers, bodyExcerpt: '', endpoint: { fault: 'none' } };
    this.watcher.changed();
    const [theirs, ours] = [new PassThrough(), new PassThrough()];
    theirs.on('error', () => undefined);
    // The SDK hangs up on what it refuses: we read first.
    for (const copy of [ours, theirs]) body.pipe(copy);
    body.on('error', (error) => {
      theirs.destroy();
      ours.destroy(error);
    });
    void this.#read({ ...reply, body: ours } as Reply);
    return theirs;
  }

  async #read(reply: Reply): Promise<void> {
    const { wire } = this;
    const { error } = await readEvents(reply, wire.limitBytes, {
      data: (text, oversize, event) => {
        if (event?.name === 'endpoint') return this.#endpoint(event);
        if (event && isUnseen(wire, event)) return;
        const frame = text === '' ? undefined : frameOf(wire, dataOf(wire, text, oversize, event));
        if (frame) wire.listener.frame(frame);
      },
      unterminated: (excerpt, id) => {
        const why = { reason: 'unreadable' as const, rule: 'sse-unterminated', excerpt };
        wire.listener.failed(id as RequestId, why);
      },
    });
    this.isOpen = false;
    this.hasEnded = true;
    this.watcher.ended(error);
  }

  /** Without its query, which may hold the session. */
  #endpoint({ data }: SseEvent): void {
    const named = URL.canParse(data, this.url) ? new URL(data, this.url) : undefined;
    const isOurs = named?.origin === new URL(this.url).origin;
    const url = named && `${named.origin}${named.pathname}`;
    const endpoint = { ...(url === undefined ? {} : { url }), ...(isOurs ? {} : { fault: 'foreign' as const }) };
    this.http = { ...this.http!, endpoint };
    this.watcher.changed();
  }
}
