/**
 * The HTTP+SSE transport of 2024-11-05 through the official SDK, as a wire. The SDK finds the endpoint and posts; the frames
 * are read from the same bytes beside it, since it drops messages that do not please it.
 */
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import type { Closure, NoAnswer, RequestId, Shutdown } from '../model.ts';
import { authorised, refusalFacts } from '../wire/credentials.ts';
import { type Fetch, fetchOver } from '../wire/fetch.ts';
import { FrameLog } from '../wire/frames.ts';
import type { HttpOptions } from '../wire/http.ts';
import { isEventStream } from '../wire/http-client.ts';
import { connectorFor } from '../wire/http-connector.ts';
import { isReachable } from '../wire/http-reach.ts';
import { StderrLog } from '../wire/stderr.ts';
import { pastOthers } from '../wire/unreached.ts';
import type { Graces, Wire } from '../wire/wire.ts';
import { idOf, readTaken } from './legacy-post.ts';
import { LegacyStream } from './legacy-stream.ts';

const BODY_EXCERPT = 4096;

export function openLegacySse(options: HttpOptions): Wire {
  return new LegacySseWire(options);
}

class LegacySseWire implements Wire {
  readonly transport = 'http';
  readonly frames = new FrameLog();
  readonly stderr: StderrLog;
  closure: Closure | undefined;
  readonly #openedAt = performance.now();
  readonly #connector;
  readonly #sdk: SSEClientTransport;
  readonly #started: Promise<void>;
  readonly #stream: LegacyStream;
  readonly #sent = new Set<RequestId>();
  #isEnding = false;
  #lastPost: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: HttpOptions) {
    const { server, app } = options;
    this.stderr = app?.log ?? new StderrLog();
    this.closure = app?.closure;
    app?.ended.then(() => app.closure && this.#closeWith(app.closure));
    this.#stream = new LegacyStream({ ...options, frames: this.frames, now: () => this.now() }, server.url, {
      changed: () => this.#streamChanged(),
      ended: (error) => void this.#streamEnded(error),
    });
    this.#connector = connectorFor(server);
    const fetchFn = this.#tap(fetchOver(this.#connector, (reply) => this.#stream.copyOf(reply)));
    this.#sdk = new SSEClientTransport(new URL(server.url), {
      fetch: fetchFn,
      requestInit: { headers: { ...server.headers } },
    });
    this.#started = this.closure ? Promise.resolve() : this.#sdk.start();
    this.#started.catch(() => undefined);
  }

  now(): number {
    return performance.now() - this.#openedAt;
  }

  send(message: object, requestId?: RequestId): void {
    const text = JSON.stringify(message);
    const bytes = Buffer.byteLength(text);
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'message', text, bytes, message, requestId });
    if (requestId !== undefined) this.#begun(requestId);
    this.#lastPost = this.#post(message).catch((error: NodeJS.ErrnoException) => this.#failed(error, requestId));
  }

  /** The endpoint takes messages only. */
  sendRaw(): void {}

  negotiated(protocol: string | undefined): void {
    if (protocol !== undefined) this.#sdk.setProtocolVersion(protocol);
  }

  told(): Promise<unknown> {
    return this.#lastPost;
  }

  established(): void {}

  async settled(): Promise<void> {}

  async close(_graces: Graces): Promise<Shutdown> {
    const startedAt = performance.now();
    this.#isEnding = true;
    await this.#sdk.close();
    this.#connector.destroy();
    this.#closeWith({ reason: 'closed-by-us', atMs: this.now() });
    return { stage: 'http', durationMs: performance.now() - startedAt, orphans: [] };
  }

  #begun(requestId: RequestId): void {
    this.#open();
    this.#sent.add(requestId);
    const { http } = this.#stream;
    if (http?.endpoint?.fault) this.options.listener.exchanged(requestId, http);
  }

  async #post(message: object): Promise<void> {
    await this.#started;
    await this.#sdk.send(message as Parameters<SSEClientTransport['send']>[0]);
  }

  /** A refusal has been told with its status; what is left is a server that cannot be reached. */
  async #failed(error: NodeJS.ErrnoException, requestId?: RequestId): Promise<void> {
    if (requestId !== undefined && !this.options.listener.isWaiting(requestId)) return;
    if (this.#refused && requestId !== undefined) return this.options.listener.failed(requestId, this.#refused);
    const { url } = this.options.server;
    const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
    const errorCode = typeof code === 'string' ? { errorCode: code } : {};
    const isOnlyThis = requestId !== undefined && this.#stream.isOpen && (await isReachable(url, this.#connector));
    // Its end tells more.
    if (this.#stream.hasEnded) return;
    if (isOnlyThis)
      return this.options.listener.failed(requestId, { reason: 'connection-lost', error: message, ...errorCode });
    this.#closeWith({ reason: 'unreachable', atMs: this.now(), error: message, ...errorCode });
  }

  /** Why there is no event stream, or no use of it. */
  #refused: NoAnswer | undefined;

  #tap(fetchFn: Fetch): Fetch {
    const { credentials } = this.options;
    const asking = credentials ? authorised(fetchFn, credentials) : fetchFn;
    return async (url, init) => {
      const response = await asking(url, init);
      const headers = Object.fromEntries(response.headers);
      const isPost = init?.method === 'POST';
      if (response.ok && isPost) void readTaken(response, idOf(init.body), this.options);
      if (response.ok && (isPost || isEventStream({ headers }))) return response;
      const text = await response.clone().text();
      const facts = credentials ? refusalFacts(credentials) : {};
      const endpoint = this.#stream.http?.endpoint;
      const http = {
        status: response.status,
        headers,
        bodyExcerpt: text.slice(0, BODY_EXCERPT),
        ...facts,
        ...(isPost && endpoint ? { endpoint } : {}),
      };
      if (isPost) this.#told(idOf(init.body), { reason: 'http-status', http });
      else this.#refused = { reason: 'http-status', http };
      return response;
    };
  }

  #told(requestId: RequestId | undefined, why: Extract<NoAnswer, { http: unknown }>): void {
    if (requestId === undefined) return;
    try {
      this.options.listener.exchanged(requestId, why.http);
      this.options.listener.failed(requestId, why);
    } catch (error) {
      pastOthers(error);
    }
  }

  /** What waits without an endpoint is told so, should nothing else come of it. */
  #streamChanged(): void {
    const { http } = this.#stream;
    if (!http) return;
    if (http.endpoint?.fault === 'foreign') this.#refused = { reason: 'http-status', http };
    for (const id of this.#open()) this.options.listener.exchanged(id, http);
  }

  /** Answers come on this stream alone. */
  async #streamEnded(error: string | undefined): Promise<void> {
    await this.options.app?.untilDead();
    if (this.#isEnding || this.closure) return;
    const ended = { reason: 'stream-ended' as const, http: this.#stream.http!, ...(error ? { error } : {}) };
    for (const id of this.#open()) this.options.listener.failed(id, this.#refused ?? ended);
    if (this.#refused) return;
    const words = `the server closed the event stream${error ? ` (${error})` : ''}`;
    this.#closeWith({ reason: 'unreachable', atMs: this.now(), error: words });
    await this.#sdk.close();
  }

  /** The requests that wait for their answers. */
  #open(): readonly RequestId[] {
    for (const id of this.#sent) if (!this.options.listener.isWaiting(id)) this.#sent.delete(id);
    return [...this.#sent];
  }

  #closeWith(closure: Closure): void {
    if (this.closure) return;
    this.closure = closure;
    this.options.listener.closed(closure);
  }
}
