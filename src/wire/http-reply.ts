/** What comes back over HTTP: bodies and event streams become frames, or the reason why a request has no answer. */
import { jsonOf } from '../json/read.ts';
import type { HttpExchange, RequestId } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { sleep } from '../waiting.ts';
import type { App } from './app.ts';
import { isResponse } from './framing/message.ts';
import { breakOf, shortBody } from './http-body.ts';
import { type Answer, exchangeOf, type HttpClient, holdsAnswer, isEventStream, isOk } from './http-client.ts';
import { dataOf, type FramedWire, frameOf, isUnseen } from './http-frames.ts';
import type { NotificationWatch } from './http-notifications.ts';
import type { BodyText, BrokenOff } from './http-request.ts';
import { readStream } from './http-stream.ts';
import type { SseEvent } from './sse.ts';
import { Unreached } from './unreached.ts';

/** The wire that it reads for. */
export interface ReadingWire extends FramedWire {
  readonly client: HttpClient;
  readonly notifications: NotificationWatch;
  readonly app?: App;
}

/** The answer may come on the server's own stream, behind the end of what should have carried it. */
const ELSEWHERE_MS = 1500;

export class ReplyReader {
  /** The server's own stream is open. */
  #isListening = false;

  constructor(private readonly wire: ReadingWire) {}

  async readReply(answer: Answer, requestId: RequestId, signal: StopSignal): Promise<void> {
    const { reply } = answer;
    const { listener } = this.wire;
    const isStream = isOk(reply) && isEventStream(reply);
    const exchanged = (text: string) => {
      const { status: notifiedStatus } = this.wire.notifications;
      const http = { ...exchangeOf(answer, text), ...(notifiedStatus === undefined ? {} : { notifiedStatus }) };
      listener.exchanged(requestId, http);
      return http;
    };
    const stalled = (part: BodyText) => {
      const why = shortBody(reply, part);
      if (!why) return;
      exchanged(part.text);
      listener.failed(requestId, why);
      reply.body.destroy();
    };
    const body = isStream ? undefined : await reply.text(this.wire.limitBytes, stalled).catch(asBrokenOff);
    const http = exchanged(body && 'text' in body ? body.text : (body?.error.part?.text ?? ''));
    if (!body) return this.readStream(answer, requestId, signal);
    if ('error' in body) {
      const { error } = body;
      const short = error.part && shortBody(reply, error.part);
      return listener.failed(requestId, short ?? { reason: 'stream-ended', http, error: breakOf(reply, error) });
    }
    if (holdsAnswer(answer, body.text, requestId)) this.#frame(body, requestId);
    else if (body.text.trim() === '' && isOk(reply)) await this.#elsewhere(requestId, signal);
    listener.failed(requestId, { reason: 'http-status', http });
  }

  #frame(body: BodyText, requestId?: RequestId, isHeldBack = false): void {
    const frame = frameOf(this.wire, body, requestId, isHeldBack);
    // What is too long on the server's own stream is no answer, and stands among the frames.
    if (frame && (frame.kind !== 'oversize' || requestId !== undefined)) this.wire.listener.frame(frame);
  }

  async readStream(first: Answer, requestId?: RequestId, signal?: StopSignal): Promise<void> {
    if (requestId === undefined) this.#isListening = true;
    const { answer, error } = await readStream(first, {
      client: this.wire.client,
      limitBytes: this.wire.limitBytes,
      requestId,
      ...(signal ? { signal } : {}),
      data: (text, oversize, event) => {
        if (event && isUnseen(this.wire, event, requestId)) return;
        if (event && requestId === undefined) this.#strayAnswer(event);
        if (text !== '') this.#frame(dataOf(this.wire, text, oversize, event), requestId, event?.isHeldBack);
      },
      unterminated: (excerpt, _, isBare) => {
        if (requestId === undefined) return;
        if (isBare) this.#notStreamed(requestId, exchangeOf(first, excerpt));
        else this.wire.listener.failed(requestId, { reason: 'unreadable', rule: 'sse-unterminated', excerpt });
      },
      isWaiting: (id) => this.wire.listener.isWaiting(id),
    });
    if (requestId === undefined) {
      this.#isListening = false;
      return;
    }
    if (error) await this.wire.app?.untilDead();
    else await this.#elsewhere(requestId, signal);
    const why = { reason: 'stream-ended' as const, http: exchangeOf(answer, ''), ...(error ? { error } : {}) };
    this.wire.listener.failed(requestId, why);
  }

  /** A body that is said to be a stream, and is the response as JSON. */
  #notStreamed(requestId: RequestId, http: HttpExchange): void {
    this.wire.listener.exchanged(requestId, http);
    this.wire.listener.failed(requestId, { reason: 'http-status', http });
  }

  #strayAnswer({ data }: SseEvent): void {
    const message = data.includes('"id"') ? jsonOf(data) : undefined;
    if (!isResponse(message) || !this.wire.listener.isWaiting(message['id'] as RequestId)) return;
    const text = "the answer to a request came on the server's own event stream (GET), not as the answer to its POST";
    this.wire.listener.noted({ rule: 'answer-on-get', message: text, evidence: data.slice(0, LONGEST_QUOTE) });
  }

  async #elsewhere(requestId: RequestId, signal: StopSignal | undefined): Promise<void> {
    if (this.#isListening && this.wire.listener.isWaiting(requestId)) await sleep(ELSEWHERE_MS, signal);
  }
}

function asBrokenOff(error: unknown): { readonly error: BrokenOff } {
  if (error instanceof Unreached) return { error: error as Unreached & BrokenOff };
  throw error;
}
