/** What comes back over HTTP: bodies and event streams become frames, or the reason why a request has no answer. */
import type { RequestId } from '../model.ts';
import type { App } from './app.ts';

import type { FrameLog } from './frames.ts';
import { decode } from './framing/decode.ts';
import { type Answer, exchangeOf, type HttpClient, holdsAnswer, isEventStream, isOk } from './http-client.ts';
import type { NotificationWatch } from './http-notifications.ts';
import type { BodyText } from './http-request.ts';
import { readStream } from './http-stream.ts';
import { asUnreached } from './unreached.ts';
import type { WireListener } from './wire.ts';

/** The wire that it reads for. */
export interface ReadingWire {
  readonly client: HttpClient;
  readonly notifications: NotificationWatch;
  readonly frames: FrameLog;
  readonly listener: WireListener;
  readonly limitBytes: number;
  readonly app?: App;
  now(): number;
}

export class ReplyReader {
  constructor(private readonly wire: ReadingWire) {}

  async readReply(answer: Answer, requestId: RequestId, signal: AbortSignal): Promise<void> {
    const { reply } = answer;
    const isStream = isOk(reply) && isEventStream(reply);
    const body = isStream ? undefined : await reply.text(this.wire.limitBytes).catch(asUnreached);
    const text = body && 'text' in body ? body.text : '';
    const { status: notifiedStatus } = this.wire.notifications;
    const http = { ...exchangeOf(answer, text), ...(notifiedStatus === undefined ? {} : { notifiedStatus }) };
    this.wire.listener.exchanged(requestId, http);
    if (!body) return this.readStream(answer, requestId, signal);
    if ('error' in body) {
      const { code, message } = body.error;
      return this.wire.listener.failed(requestId, { reason: 'stream-ended', http, error: code ?? message });
    }
    if (holdsAnswer(answer, text, requestId)) this.#frame(body, requestId);
    this.wire.listener.failed(requestId, { reason: 'http-status', http });
  }

  #frame(body: BodyText, requestId?: RequestId): void {
    const decoded = { atMs: this.wire.now(), direction: 'in' as const, ...decode(body, this.wire.limitBytes) };
    const frame = this.wire.frames.add(requestId === undefined ? decoded : { ...decoded, requestId });
    // What is too long on the server's own stream is no answer, and stands among the frames.
    if (frame.kind !== 'oversize' || requestId !== undefined) this.wire.listener.frame(frame);
  }

  async readStream(first: Answer, requestId?: RequestId, signal?: AbortSignal): Promise<void> {
    const { answer, error } = await readStream(first, {
      client: this.wire.client,
      limitBytes: this.wire.limitBytes,
      requestId,
      ...(signal ? { signal } : {}),
      data: (text, oversize) => {
        // Of an event that is too long only the beginning is kept.
        const bytes = oversize ? this.wire.limitBytes + 1 : Buffer.byteLength(text);
        if (text !== '') this.#frame({ text, bytes, oversize }, requestId);
      },
      unterminated: (excerpt) => {
        const why = { reason: 'unreadable' as const, rule: 'sse-unterminated', excerpt };
        if (requestId !== undefined) this.wire.listener.failed(requestId, why);
      },
      isWaiting: (id) => this.wire.listener.isWaiting(id),
    });
    if (requestId === undefined) return;
    if (error) await this.wire.app?.untilDead();
    const why = { reason: 'stream-ended' as const, http: exchangeOf(answer, ''), ...(error ? { error } : {}) };
    this.wire.listener.failed(requestId, why);
  }
}
