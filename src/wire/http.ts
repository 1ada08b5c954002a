/** Streamable HTTP: one POST a message, answered by JSON or by an event stream (MCP 2025-11-25, Transports). */
import type { Closure, HttpServer, RequestId, Shutdown } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import type { App } from './app.ts';
import type { Credentials } from './credentials.ts';
import { FrameLog } from './frames.ts';
import { type Answer, HttpClient, isEventStream, isOk, type Limits } from './http-client.ts';
import { NotificationWatch } from './http-notifications.ts';
import { OpenExchanges } from './http-open.ts';
import { ReplyReader } from './http-reply.ts';
import { MESSAGE_HEADERS } from './http-request.ts';
import { StderrLog } from './stderr.ts';
import { asUnreached, ifUnreached, type Unreached } from './unreached.ts';
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
  readonly #app: App | undefined;
  readonly #onSession: HttpOptions['onSession'];
  readonly #notifications: NotificationWatch;
  readonly #reader: ReplyReader;
  readonly #open = new OpenExchanges();
  /** The server has answered some request. */
  #hasAnswered = false;
  #isEstablished = false;
  #shutdown: Promise<Shutdown> | undefined;

  constructor({ server, limitBytes, listener, credentials, onSession, app }: HttpOptions) {
    this.#onSession = onSession;
    this.stderr = app?.log ?? new StderrLog();
    this.#app = app;
    this.closure = app?.closure;
    app?.ended.then(() => app.closure && this.#closeWith(app.closure));
    this.#client = new HttpClient(server, credentials);
    this.#listener = listener;
    this.#notifications = new NotificationWatch((irregularity) => listener.noted(irregularity));
    this.#reader = new ReplyReader({
      client: this.#client,
      notifications: this.#notifications,
      frames: this.frames,
      now: () => this.now(),
      limitBytes,
      listener,
      ...(app ? { app } : {}),
    });
  }

  get started(): StartedProcess | undefined {
    return this.#app?.started;
  }

  experiment(headers: Readonly<Record<string, string>>, message: object | 'GET' | 'DELETE', hangUpMs?: number) {
    return this.#client.experiment(headers, message, hangUpMs);
  }

  now(): number {
    return performance.now() - this.#openedAt;
  }

  send(message: object, requestId?: RequestId, headers: Readonly<Record<string, string>> = {}): void {
    const body = JSON.stringify(message);
    const bytes = Buffer.byteLength(body);
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'message', text: body, bytes, message, requestId });
    if (requestId === undefined)
      this.#notifications.send(message, !this.#isEstablished && 'method' in message, (limits) =>
        this.#post(body, headers, limits),
      );
    else this.#exchange(body, requestId, headers);
  }

  sendRaw(text: string): void {
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'unreadable', text, bytes: Buffer.byteLength(text) });
    this.#notifications.send({}, false, (limits) => this.#post(text, {}, limits));
  }

  abandon(requestId: RequestId): void {
    this.#open.abandon(requestId, this.#notifications.told);
  }

  negotiated(protocol: string | undefined, isStateless: boolean): void {
    this.#client.protocol = protocol;
    this.#client.isStateless = isStateless;
  }

  told(): Promise<unknown> {
    return this.#notifications.told;
  }

  /** The server may now speak unasked on a stream of its own; not offering one (405) is legal. */
  established(): void {
    this.#isEstablished = true;
    const asking = this.#client.request({ method: 'GET', headers: { accept: 'text/event-stream' } });
    this.#notifications.watchStream(asking);
    asking
      .catch(ifUnreached)
      .then((answer) =>
        answer && isOk(answer.reply) && isEventStream(answer.reply) ? this.#reader.readStream(answer) : undefined,
      );
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
    this.#open.abandonAll();
    this.#client.end();
    this.#closeWith({ reason: 'closed-by-us', atMs: this.now() });
    return { stage: 'http', durationMs: performance.now() - startedAt, orphans: [] };
  }

  #post(body: string, headers: Readonly<Record<string, string>>, limits: Limits): Promise<Answer> {
    return this.#client.request({ method: 'POST', headers: { ...MESSAGE_HEADERS, ...headers }, body, ...limits });
  }

  async #exchange(body: string, requestId: RequestId, headers: Readonly<Record<string, string>>): Promise<void> {
    const signal = this.#open.begin(requestId);
    const sent = await this.#post(body, headers, { signal }).catch(asUnreached);
    if ('error' in sent) await this.#failed(sent.error, requestId, signal);
    else {
      this.#hasAnswered = true;
      this.#client.keepSession(sent);
      const session = sent.reply.headers['mcp-session-id'];
      if (session) this.#onSession?.(session);
      await this.#reader.readReply(sent, requestId, signal);
    }
    this.#open.end(requestId);
  }

  /** No answer could be got for this request. What else is under way settles by its own exchange. */
  async #failed(error: Unreached, requestId: RequestId, signal: StopSignal): Promise<void> {
    if (signal.aborted) return;
    await this.#app?.untilDead();
    const facts = { error: error.message || String(error.code), ...(error.code ? { errorCode: error.code } : {}) };
    const isThere = this.#hasAnswered && !this.closure && (await this.#client.isReachable());
    if (signal.aborted) return;
    if (isThere) return this.#listener.failed(requestId, { reason: 'connection-lost', ...facts });
    this.closure ??= { reason: 'unreachable', atMs: this.now(), ...facts };
    this.#listener.closed(this.closure, requestId);
  }

  #closeWith(closure: Closure): void {
    if (this.closure) return;
    this.closure = closure;
    this.#listener.closed(closure);
  }
}
