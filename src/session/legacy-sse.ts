/**
 * The HTTP+SSE transport of 2024-11-05 through the official SDK, as a wire. The SDK finds the endpoint and posts; the frames
 * are read from the same bytes beside it, since it drops messages that do not please it.
 */
import { PassThrough } from 'node:stream';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import type { Closure, NoAnswer, RequestId, Shutdown } from '../model.ts';
import { authorised, refusalFacts } from '../wire/credentials.ts';
import { type Fetch, fetchOver } from '../wire/fetch.ts';
import { FrameLog } from '../wire/frames.ts';
import type { HttpOptions } from '../wire/http.ts';
import { connectorFor } from '../wire/http-connector.ts';
import { dataOf, type FramedWire, frameOf, isUnseen } from '../wire/http-frames.ts';
import { isReachable } from '../wire/http-reach.ts';
import type { Reply } from '../wire/http-request.ts';
import { readEvents } from '../wire/sse.ts';
import { StderrLog } from '../wire/stderr.ts';
import { pastOthers } from '../wire/unreached.ts';
import type { Graces, Wire } from '../wire/wire.ts';

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
  readonly #framed: FramedWire;
  #isEnding = false;
  /** The stream is open, on which the answers come. */
  #isStreaming = false;

  constructor(private readonly options: HttpOptions) {
    const { server, app } = options;
    this.stderr = app?.log ?? new StderrLog();
    this.closure = app?.closure;
    app?.ended.then(() => app.closure && this.#closeWith(app.closure));
    this.#framed = { ...options, frames: this.frames, now: () => this.now() };
    this.#connector = connectorFor(server);
    const fetchFn = this.#tap(fetchOver(this.#connector, (reply) => this.#streamOf(reply)));
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
    this.#post(message).catch((error: NodeJS.ErrnoException) => this.#failed(error, requestId));
  }

  /** The endpoint takes messages only. */
  sendRaw(): void {}

  negotiated(protocol: string | undefined): void {
    if (protocol !== undefined) this.#sdk.setProtocolVersion(protocol);
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

  async #post(message: object): Promise<void> {
    await this.#started;
    await this.#sdk.send(message as Parameters<SSEClientTransport['send']>[0]);
  }

  /** A refusal has been told with its status; what is left is a server that cannot be reached. */
  async #failed(error: NodeJS.ErrnoException, requestId?: RequestId): Promise<void> {
    if (requestId !== undefined && !this.options.listener.isWaiting(requestId)) return;
    if (this.#refused && requestId !== undefined) return this.options.listener.failed(requestId, this.#refused);
    const { code, message } = (error.cause ?? error) as NodeJS.ErrnoException;
    const errorCode = typeof code === 'string' ? { errorCode: code } : {};
    const isOnlyThis = requestId !== undefined && this.#isStreaming && (await this.#isReachable()) && this.#isStreaming;
    if (isOnlyThis)
      return this.options.listener.failed(requestId, { reason: 'connection-lost', error: message, ...errorCode });
    this.#closeWith({ reason: 'unreachable', atMs: this.now(), error: message, ...errorCode });
  }

  #isReachable(): Promise<boolean> {
    return isReachable(this.options.server.url, this.#connector);
  }

  /** Why there is no event stream. */
  #refused: NoAnswer | undefined;

  #tap(fetchFn: Fetch): Fetch {
    const { credentials } = this.options;
    const asking = credentials ? authorised(fetchFn, credentials) : fetchFn;
    return async (url, init) => {
      const response = await asking(url, init);
      const headers = Object.fromEntries(response.headers);
      const isPost = init?.method === 'POST';
      const isStream = /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
      if (isPost ? response.ok : response.ok && isStream) return response;
      const text = await response.clone().text();
      const facts = credentials ? refusalFacts(credentials) : {};
      const http = { status: response.status, headers, bodyExcerpt: text.slice(0, BODY_EXCERPT), ...facts };
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

  /** Two readers of one body: the SDK, and us. */
  #streamOf(reply: Reply): PassThrough | undefined {
    if (reply.status !== 200 || !/^text\/event-stream\b/i.test(reply.headers['content-type'] ?? '')) return undefined;
    this.#isStreaming = true;
    const [theirs, ours] = [new PassThrough(), new PassThrough()];
    theirs.on('error', () => undefined);
    for (const copy of [theirs, ours]) reply.body.pipe(copy);
    reply.body.on('error', (error) => {
      theirs.destroy();
      ours.destroy(error);
    });
    const reading = readEvents({ ...reply, body: ours }, this.options.limitBytes, {
      data: (text, oversize, event) => {
        if (event?.name === 'endpoint' || (event && isUnseen(this.#framed, event))) return;
        const frame = text === '' ? undefined : frameOf(this.#framed, dataOf(this.#framed, text, oversize, event));
        if (frame) this.options.listener.frame(frame);
      },
      unterminated: (excerpt, id) => {
        const why = { reason: 'unreadable' as const, rule: 'sse-unterminated', excerpt };
        this.options.listener.failed(id as RequestId, why);
      },
    });
    reading.then(({ error }) => this.#streamEnded(error));
    return theirs;
  }

  /** Answers come on this stream alone. */
  async #streamEnded(error: string | undefined): Promise<void> {
    this.#isStreaming = false;
    await this.options.app?.untilDead();
    if (this.#isEnding) return;
    const words = `the server closed the event stream${error ? ` (${error})` : ''}`;
    this.#closeWith({ reason: 'unreachable', atMs: this.now(), error: words });
    await this.#sdk.close();
  }

  #closeWith(closure: Closure): void {
    if (this.closure) return;
    this.closure = closure;
    this.options.listener.closed(closure);
  }
}

function idOf(body: unknown): RequestId | undefined {
  const { id, method } = JSON.parse(String(body)) as { id?: RequestId; method?: string };
  return method === undefined ? undefined : id;
}
