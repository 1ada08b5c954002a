/** The requests of one HTTP conversation: common headers, the session, redirects within the origin, renewed credentials. */

import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';
import type { HttpExchange, HttpServer, RequestId } from '../model.ts';
import { Stop } from '../stopping.ts';
import { type Credentials, credentialFacts } from './credentials.ts';
import { type Connector, connectorFor } from './http-connector.ts';
import { experiment } from './http-experiment.ts';
import { isReachable } from './http-reach.ts';
import { MESSAGE_HEADERS, openExchange, type Reply, type RequestOptions } from './http-request.ts';
import { ifUnreached } from './unreached.ts';

const MOST_REDIRECTS = 5;
/** Each with credentials of its own. */
const MOST_TRIES = 3;
const BODY_EXCERPT = 4096;

/** The head of an answer, and what is known about its request. */
export interface Answer {
  readonly reply: Reply;
  readonly facts: Partial<HttpExchange>;
}

/** `signal` gives up one request alone. */
export type Limits = Partial<Pick<RequestOptions, 'signal' | 'timeoutMs'>>;

type Asked = Pick<RequestOptions, 'method' | 'headers' | 'body'> & Limits;

export class HttpClient {
  sessionId: string | undefined;
  protocol: string | undefined;
  isStateless = false;
  readonly #end = new Stop();
  readonly #connector: Connector;
  /** Where a permanent redirect (308) leads, by HTTP method; a temporary one (307) is of its request alone. */
  readonly #moved = new Map<string, string>();
  /** Where the last POST arrived. */
  #url: string;
  #looking: Promise<boolean> | undefined;
  /** The least that an answer seemed to be under way, by the difference of two clocks. */
  #clockGapMs = Number.POSITIVE_INFINITY;

  constructor(
    private readonly server: HttpServer,
    private readonly credentials?: Credentials,
  ) {
    this.#url = server.url;
    this.#connector = connectorFor(server);
  }

  /** The first answer that names a session begins it. */
  keepSession({ reply }: Answer): void {
    if (!this.isStateless) this.sessionId ??= reply.headers['mcp-session-id'];
  }

  get isEnded(): boolean {
    return this.#end.aborted;
  }

  /** Gives up what is in flight and has no signal of its own, and lets go of all connections. */
  end(): void {
    this.#end.abort();
    this.#connector.destroy();
  }

  /** Rejects with Unreached when the server cannot be reached. Headers of ours never go to another origin. */
  async request(asked: Asked): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const used = this.credentials?.authorization;
      const answer = await this.#send(asked);
      if (answer.reply.status !== 401 || !this.credentials) return answer;
      const isNew = tries < MOST_TRIES && (await this.credentials.renew(answer.reply, used));
      if (!isNew) return withFailure(answer, this.credentials);
      answer.reply.discard();
    }
  }

  /** As `experiment` of a wire. */
  experiment(overrides: Readonly<Record<string, string>>, message: object | 'GET' | 'DELETE', hangUpMs?: number) {
    const headers = { ...this.#headers({ method: 'POST', headers: MESSAGE_HEADERS }), ...overrides };
    const request = { url: this.#url, headers, connector: this.#connector };
    return experiment({
      request,
      message,
      usesSessions: this.sessionId !== undefined,
      ...(hangUpMs ? { hangUpMs } : {}),
    });
  }

  /** Whether the server still takes connections; many that ask at once look once. Never rejects. */
  isReachable(): Promise<boolean> {
    this.#looking ??= isReachable(this.server.url, this.#connector).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Servers may refuse it (405) and often do; it is a courtesy, so it gets little time. */
  async endSession(): Promise<void> {
    const asking = this.request({ method: 'DELETE', headers: {}, timeoutMs: 1000 });
    const answer = await asking.catch(ifUnreached);
    answer?.reply.discard();
  }

  async #send(asked: Asked): Promise<Answer> {
    const from = this.#moved.get(asked.method) ?? this.server.url;
    let url = from;
    let isPermanent = true;
    for (let redirects = 0; ; redirects++) {
      const headers = this.#headers(asked);
      const reply = await openExchange({
        ...asked,
        headers,
        url,
        connector: this.#connector,
        signal: asked.signal ?? this.#end,
      });
      const next = redirects < MOST_REDIRECTS ? sameOrigin(reply, url) : undefined;
      if (next === undefined) {
        if (asked.method === 'POST') this.#url = url;
        const redirected = url === from ? {} : { redirectedTo: url };
        return { reply, facts: { ...this.#facts(reply, headers), ...redirected } };
      }
      reply.discard();
      isPermanent &&= reply.status === 308;
      if (isPermanent) this.#moved.set(asked.method, next);
      url = next;
    }
  }

  #headers({ headers }: Asked): Record<string, string> {
    return {
      ...lowerCaseKeys(this.server.headers),
      ...(this.credentials?.authorization ? { authorization: this.credentials.authorization } : {}),
      ...headers,
      ...(this.sessionId ? { 'mcp-session-id': this.sessionId } : {}),
      ...(this.protocol ? { 'mcp-protocol-version': this.protocol } : {}),
    };
  }

  #facts(reply: Reply, headers: Readonly<Record<string, string>>): Partial<HttpExchange> {
    const heldMs = this.#heldMs(reply);
    return {
      hadSession: headers['mcp-session-id'] !== undefined,
      ...(this.isStateless ? { isStateless: true } : {}),
      ...credentialFacts(headers['authorization'], this.credentials),
      ...(heldMs === undefined ? {} : { heldMs }),
    };
  }

  /** Dates count whole seconds, so less than one of difference says nothing. */
  #heldMs({ headers }: Reply): number | undefined {
    const gap = Date.now() - Date.parse(headers['date'] ?? '');
    if (Number.isNaN(gap)) return undefined;
    this.#clockGapMs = Math.min(this.#clockGapMs, gap);
    return Math.max(0, gap - this.#clockGapMs - 1000);
  }
}

/** Only redirects that keep method and body are followed, and only within the origin (RFC 9110, section 15.4). */
function sameOrigin({ status, headers }: Reply, url: string): string | undefined {
  const location = headers['location'];
  if ((status !== 307 && status !== 308) || location === undefined || !URL.canParse(location, url)) return undefined;
  const next = new URL(location, url);
  return next.origin === new URL(url).origin ? next.href : undefined;
}

function withFailure({ reply, facts }: Answer, { failure }: Credentials): Answer {
  return { reply, facts: failure === undefined ? facts : { ...facts, credentialsFailure: failure } };
}

/** The exchange as checks see it. */
export function exchangeOf({ reply, facts }: Answer, body: string): HttpExchange {
  return { status: reply.status, headers: reply.headers, bodyExcerpt: body.slice(0, BODY_EXCERPT), ...facts };
}

export function isOk({ status }: Reply): boolean {
  return status >= 200 && status < 300;
}

export function isEventStream({ headers }: Pick<Reply, 'headers'>): boolean {
  return /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
}

function lowerCaseKeys(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** An error status may still carry the JSON-RPC answer, but one with a foreign id is the transport's own refusal. */
export function holdsAnswer({ reply }: Answer, text: string, requestId: RequestId): boolean {
  if (!/\bjson\b/i.test(reply.headers['content-type'] ?? '') || text.trim() === '') return false;
  if (isOk(reply)) return true;
  const message = jsonOf(text);
  if (!isObject(message) || message['jsonrpc'] === undefined) return false;
  return message['id'] === requestId || message['id'] === null || message['id'] === undefined;
}
