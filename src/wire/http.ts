/** Streamable HTTP: one POST a message, answered by JSON or by an event stream (MCP 2025-11-25, Transports). */
import type { Closure, HttpServer, RequestId, Shutdown } from '../model.ts';
import type { App } from './app.ts';
import { decode } from './decode.ts';
import { FrameLog } from './frames.ts';
import {
  type Answer,
  type Credentials,
  exchangeOf,
  HttpClient,
  holdsAnswer,
  isEventStream,
  isOk,
} from './http-client.ts';
import { NotificationWatch } from './http-notifications.ts';
import { MESSAGE_HEADERS } from './http-request.ts';
import { readStream } from './http-stream.ts';
import { StderrLog } from './stderr.ts';
import type { Graces, StartedProcess, Wire, WireListener } from './wire.ts';

export interface HttpOptions {
  readonly server: HttpServer;
  readonly limitBytes: number;
  readonly listener: WireListener;
  readonly credentials?: Credentials;
  /** Told of the session's id with every answer: it is as good as a credential. */
  readonly onSession?: (id: string) => void;
  /** The app that hosts the server, where we started it. */
  readonly app?: App;
}

export function openHttp(options: HttpOptions): Wire {
  return new HttpWire(options);
}

class HttpWire implements Wire {
  readonly transport = 'http';
  readonly frames = new FrameLog();
  readonly stderr: StderrLog;
  closure: Closure | undefined;
  readonly #openedAt = performance.now();
  readonly #client: HttpClient;
  readonly #listener: WireListener;
  readonly #limitBytes: number;
  readonly #app: App | undefined;
  readonly #onSession: HttpOptions['onSession'];
  readonly #notifications: NotificationWatch;
  #shutdown: Promise<Shutdown> | undefined;

  constructor({ server, limitBytes, listener, credentials, onSession, app }: HttpOptions) {
    this.#onSession = onSession;
    this.stderr = app?.log ?? new StderrLog();
    this.#app = app;
    this.closure = app?.closure;
    app?.ended.then(() => app.closure && this.#closeWith(app.closure));
    this.#client = new HttpClient(server, credentials);
    this.#listener = listener;
    this.#limitBytes = limitBytes;
    this.#notifications = new NotificationWatch((irregularity) => listener.noted(irregularity));
  }

  get started(): StartedProcess | undefined {
    return this.#app?.started;
  }

  experiment(headers: Readonly<Record<string, string>>, message: object, hangUpMs?: number) {
    return this.#client.experiment(headers, message, hangUpMs);
  }

  now(): number {
    return performance.now() - this.#openedAt;
  }

  pendingText(): string {
    return '';
  }

  send(message: object, requestId?: RequestId): void {
    const body = JSON.stringify(message);
    const bytes = Buffer.byteLength(body);
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'message', text: body, bytes, message, requestId });
    const posting = this.#post(body);
    if (requestId === undefined) this.#notifications.watch(message, posting);
    else this.#await(posting, requestId);
  }

  sendRaw(text: string): void {
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'unreadable', text, bytes: Buffer.byteLength(text) });
    this.#notifications.watch({}, this.#post(text));
  }

  negotiated(protocol: string): void {
    this.#client.protocol = protocol;
  }

  /** The server may now speak unasked on a stream of its own; not offering one (405) is legal. */
  established(): void {
    const asking = this.#client.request({ method: 'GET', headers: { accept: 'text/event-stream' } });
    this.#notifications.watchStream(asking);
    asking
      .then((answer) => (isOk(answer.reply) && isEventStream(answer.reply) ? this.#readStream(answer) : undefined))
      .catch(() => undefined);
  }

  settled(): Promise<void> {
    return this.#notifications.settled();
  }

  close(_graces: Graces): Promise<Shutdown> {
    this.#shutdown ??= this.#end();
    return this.#shutdown;
  }

  async #end(): Promise<Shutdown> {
    const startedAt = performance.now();
    if (this.#client.sessionId && !this.closure) await this.#client.endSession();
    this.#client.end();
    this.#closeWith({ reason: 'closed-by-us', atMs: this.now() });
    return { stage: 'http', durationMs: performance.now() - startedAt, orphans: [] };
  }

  #post(body: string): Promise<Answer> {
    return this.#client.request({
      method: 'POST',
      headers: MESSAGE_HEADERS,
      body,
    });
  }

  async #await(posting: Promise<Answer>, requestId: RequestId): Promise<void> {
    try {
      const answer = await posting;
      this.#client.sessionId ??= answer.reply.headers['mcp-session-id'];
      if (this.#client.sessionId) this.#onSession?.(this.#client.sessionId);
      await this.#readReply(answer, requestId);
    } catch (error) {
      await this.#failedToReach(error as NodeJS.ErrnoException);
    }
  }

  async #readReply(answer: Answer, requestId: RequestId): Promise<void> {
    const { reply } = answer;
    const isStream = isOk(reply) && isEventStream(reply);
    const body = isStream ? undefined : await reply.text(this.#limitBytes).catch(asProblem);
    const text = body && 'text' in body ? body.text : '';
    const { status: notifiedStatus } = this.#notifications;
    const http = { ...exchangeOf(answer, text), ...(notifiedStatus === undefined ? {} : { notifiedStatus }) };
    this.#listener.exchanged(requestId, http);
    if (!body) return this.#readStream(answer, requestId);
    if ('error' in body) return this.#listener.failed(requestId, { reason: 'stream-ended', http, error: body.error });
    if (holdsAnswer(answer, text, requestId)) this.#frame(body, requestId);
    this.#listener.failed(requestId, { reason: 'http-status', http });
  }

  #frame(body: { text: string; bytes: number; oversize: boolean }, requestId?: RequestId): void {
    const frame = { atMs: this.now(), direction: 'in' as const, ...decode(body, this.#limitBytes) };
    this.#listener.frame(this.frames.add(requestId === undefined ? frame : { ...frame, requestId }));
  }

  async #readStream(first: Answer, requestId?: RequestId): Promise<void> {
    const { answer, error } = await readStream(first, {
      client: this.#client,
      limitBytes: this.#limitBytes,
      requestId,
      data: (text, oversize) => {
        if (text !== '') this.#frame({ text, bytes: Buffer.byteLength(text), oversize }, requestId);
      },
      unterminated: (excerpt) => {
        const why = { reason: 'unreadable' as const, rule: 'sse-unterminated', excerpt };
        if (requestId !== undefined) this.#listener.failed(requestId, why);
      },
      isWaiting: (id) => this.#listener.isWaiting(id),
    });
    if (requestId === undefined) return;
    if (error) await this.#app?.untilDead();
    const why = { reason: 'stream-ended' as const, http: exchangeOf(answer, ''), ...(error ? { error } : {}) };
    this.#listener.failed(requestId, why);
  }

  async #failedToReach({ code, message }: NodeJS.ErrnoException): Promise<void> {
    await this.#app?.untilDead();
    if (this.#client.isEnded) return;
    this.#closeWith({ reason: 'unreachable', atMs: this.now(), errorCode: code, error: message || String(code) });
  }

  #closeWith(closure: Closure): void {
    if (this.closure) return;
    this.closure = closure;
    this.#listener.closed(closure);
  }
}

const asProblem = (error: NodeJS.ErrnoException) => ({ error: error.code ?? error.message });
