/** A server that runs already: streamable HTTP, one POST a message (MCP 2025-11-25, Transports, Streamable HTTP). */
import type { Closure, HttpServer, NoAnswer, RequestId, Shutdown } from '../model.ts';
import { decode } from './decode.ts';
import { FrameLog } from './frames.ts';
import { openExchange, type Reply, type RequestOptions } from './http-request.ts';
import { readEvents } from './sse.ts';
import { StderrLog } from './stderr.ts';
import type { Graces, Wire, WireListener } from './wire.ts';

const ACCEPT = 'application/json, text/event-stream';
const BODY_EXCERPT = 4096;
/** How long to wait before a broken-off event stream is resumed, where the server does not say. */
const RESUME_MS = 500;

export function openHttp(server: HttpServer, limitBytes: number, listener: WireListener): Wire {
  return new HttpWire(server, limitBytes, listener);
}

class HttpWire implements Wire {
  readonly transport = 'http';
  readonly frames = new FrameLog();
  readonly stderr = new StderrLog();
  closure: Closure | undefined;
  readonly #openedAt = performance.now();
  readonly #abort = new AbortController();
  #sessionId: string | undefined;
  #protocol: string | undefined;
  #shutdown: Promise<Shutdown> | undefined;

  constructor(
    private readonly server: HttpServer,
    private readonly limitBytes: number,
    private readonly listener: WireListener,
  ) {}

  now(): number {
    return performance.now() - this.#openedAt;
  }

  pendingText(): string {
    return '';
  }

  sendRaw(text: string): void {
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'unreadable', text, bytes: Buffer.byteLength(text) });
    this.#post(text);
  }

  send(message: object, requestId?: RequestId): void {
    const body = JSON.stringify(message);
    const bytes = Buffer.byteLength(body);
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'message', text: body, bytes, message, requestId });
    this.#post(body, requestId);
  }

  negotiated(protocol: string): void {
    this.#protocol = protocol;
  }

  /** The server may now speak unasked on a stream of its own; not offering one (405) is legal. */
  established(): void {
    this.#request({ method: 'GET', headers: { accept: 'text/event-stream' } })
      .then((reply) => (isEventStream(reply) ? this.#readStream(reply) : reply.discard()))
      .catch(() => undefined);
  }

  close(_graces: Graces): Promise<Shutdown> {
    this.#shutdown ??= this.#end();
    return this.#shutdown;
  }

  async #end(): Promise<Shutdown> {
    const startedAt = performance.now();
    if (this.#sessionId && !this.closure) await this.#deleteSession();
    this.#abort.abort();
    return { stage: 'http', durationMs: performance.now() - startedAt, orphans: [] };
  }

  /** Servers may refuse it (405) and often do; it is a courtesy, so it gets little time. */
  async #deleteSession(): Promise<void> {
    const reply = await this.#request({ method: 'DELETE', headers: {}, timeoutMs: 1000 }).catch(() => undefined);
    reply?.discard();
  }

  async #post(body: string, requestId?: RequestId): Promise<void> {
    try {
      const headers = { accept: ACCEPT, 'content-type': 'application/json' };
      const reply = await this.#request({ method: 'POST', headers, body });
      this.#sessionId ??= reply.headers['mcp-session-id'];
      await this.#readReply(reply, requestId);
    } catch (error) {
      this.#failedToReach(error as NodeJS.ErrnoException, requestId);
    }
  }

  async #readReply(reply: Reply, requestId?: RequestId): Promise<void> {
    if (requestId === undefined) return reply.discard();
    if (isOk(reply) && isEventStream(reply)) return this.#readStream(reply, requestId);
    const body = await reply.text(this.limitBytes);
    const isJson = /\bjson\b/i.test(reply.headers['content-type'] ?? '');
    // An error status may still carry a JSON-RPC answer, and then that is the answer.
    if (isJson && body.text.trim() !== '' && (isOk(reply) || body.text.includes('"jsonrpc"')))
      this.#frame(body, requestId);
    this.listener.failed(requestId, { reason: 'http-status', http: exchangeOf(reply, body.text) });
  }

  #frame(body: { text: string; bytes: number; oversize: boolean }, requestId?: RequestId): void {
    const decoded = decode(body, this.limitBytes);
    const frame = {
      atMs: this.now(),
      direction: 'in' as const,
      ...decoded,
      ...(requestId === undefined ? {} : { requestId }),
    };
    this.listener.frame(this.frames.add(frame));
  }

  /** Reads events until the stream ends, and resumes it where the server has given event ids (2025-11-25). */
  async #readStream(first: Reply, requestId?: RequestId): Promise<void> {
    let reply = first;
    for (;;) {
      const ended = await readEvents(reply, this.limitBytes, (text, oversize) => {
        if (text !== '') this.#frame({ text, bytes: Buffer.byteLength(text), oversize }, requestId);
      });
      const isResumable =
        requestId !== undefined && ended.lastEventId !== undefined && this.listener.isWaiting(requestId);
      const next = isResumable ? await this.#resume(ended.lastEventId!, ended.retryMs ?? RESUME_MS) : undefined;
      if (next) reply = next;
      else return this.#streamEnded(reply, requestId, ended.error);
    }
  }

  async #resume(lastEventId: string, waitMs: number): Promise<Reply | undefined> {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const headers = { accept: 'text/event-stream', 'last-event-id': lastEventId };
    const reply = await this.#request({ method: 'GET', headers }).catch(() => undefined);
    if (reply && isOk(reply) && isEventStream(reply)) return reply;
    reply?.discard();
    return undefined;
  }

  #streamEnded(reply: Reply, requestId: RequestId | undefined, error: string | undefined): void {
    if (requestId === undefined) return;
    const why = { reason: 'stream-ended' as const, http: exchangeOf(reply, ''), ...(error ? { error } : {}) };
    this.listener.failed(requestId, why);
  }

  #request(options: Pick<RequestOptions, 'method' | 'headers' | 'body' | 'timeoutMs'>): Promise<Reply> {
    const headers = {
      ...lowerCaseKeys(this.server.headers),
      ...options.headers,
      ...(this.#sessionId ? { 'mcp-session-id': this.#sessionId } : {}),
      ...(this.#protocol ? { 'mcp-protocol-version': this.#protocol } : {}),
    };
    return openExchange({ ...options, url: this.server.url, headers, signal: this.#abort.signal });
  }

  #failedToReach(error: NodeJS.ErrnoException, requestId?: RequestId): void {
    if (this.#abort.signal.aborted || this.closure || requestId === undefined) return;
    const closure = { errorCode: error.code, error: error.message || String(error.code) };
    this.closure = { reason: 'unreachable', atMs: this.now(), ...closure };
    this.listener.closed(this.closure);
  }
}

function isOk(reply: Reply): boolean {
  return reply.status >= 200 && reply.status < 300;
}

function isEventStream(reply: Reply): boolean {
  return /^text\/event-stream\b/i.test(reply.headers['content-type'] ?? '');
}

function exchangeOf(reply: Reply, body: string): Extract<NoAnswer, { reason: 'http-status' }>['http'] {
  return { status: reply.status, headers: reply.headers, bodyExcerpt: body.slice(0, BODY_EXCERPT) };
}

function lowerCaseKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
