/** An HTTP server refused the handshake: is there another place where it speaks, and what does it say about getting in? */
import type { HttpExchange, HttpServer, Surroundings } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { authorizationOf } from './authorization.ts';
import { type Connector, connectorFor } from './http-connector.ts';
import { MESSAGE_HEADERS, openExchange, type Reply } from './http-request.ts';
import { readEvents, type SseEvent } from './sse.ts';
import { ifUnreached } from './unreached.ts';

/** For all of it: the verdict is certain already, this only makes it better. */
const BUDGET_MS = 5000;
const WRONG_PLACE = new Set([400, 404, 405, 406, 410, 501]);

/** Looks only where the answer gives reason to. Sends requests to the server's own origin, and metadata requests without headers. */
export async function lookAround(
  server: HttpServer,
  http: HttpExchange,
  initialize: object,
  limitMs = BUDGET_MS,
): Promise<Surroundings> {
  const connector = connectorFor(server);
  const signal = AbortSignal.timeout(Math.ceil(Math.min(BUDGET_MS, limitMs)));
  try {
    if (http.status === 401 || http.status === 403) {
      const authorization = await authorizationOf(server.url, http, { connector, signal });
      return authorization ? { authorization } : {};
    }
    const isWrongPlace = WRONG_PLACE.has(http.status) || /html/i.test(http.headers['content-type'] ?? '');
    const elsewhere = isWrongPlace ? await findElsewhere({ server, connector, signal, initialize }) : undefined;
    return elsewhere ? { elsewhere } : {};
  } finally {
    connector.destroy();
  }
}

interface Search {
  readonly server: HttpServer;
  readonly connector: Connector;
  readonly signal: StopSignal;
  readonly initialize: object;
}

/** The older transport at the very URL is the likeliest, then the usual paths. */
async function findElsewhere(search: Search): Promise<Surroundings['elsewhere']> {
  const { url } = search.server;
  const base = new URL(url);
  const at = (path: string) => new URL(path, base.origin).href;
  const paths = [`${base.pathname.replace(/\/$/, '')}/mcp`, '/mcp', '/mcp/', '/'];
  const { legacySse = false } = search.server;
  for (const candidate of [url, at('/sse')].filter((one) => !legacySse || one !== url)) {
    if (await speaksSse(candidate, search)) return { url: candidate, transport: 'HTTP+SSE' };
  }
  for (const candidate of [...new Set(paths.map(at))].filter((one) => legacySse || one !== url)) {
    if (await speaksStreamable(candidate, search)) return { url: candidate, transport: 'streamable HTTP' };
  }
  return undefined;
}

/** Its first event names the endpoint for messages (MCP 2024-11-05, Transports, HTTP with SSE). */
async function speaksSse(url: string, { server, connector, signal }: Search): Promise<boolean> {
  const headers = { ...server.headers, accept: 'text/event-stream' };
  const reply = await openExchange({ method: 'GET', url, headers, connector, signal, timeoutMs: 2000 }).catch(
    ifUnreached,
  );
  if (!reply) return false;
  const isStream = reply.status === 200 && /event-stream/i.test(reply.headers['content-type'] ?? '');
  const first = isStream ? await firstEvent(reply) : undefined;
  reply.body.destroy();
  return first === 'endpoint';
}

function firstEvent(reply: Reply): Promise<string | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), 1000);
    const data = (_text: string, _oversize: boolean, event?: SseEvent) => resolve(event?.name);
    readEvents(reply, 64 * 1024, { data, unterminated: () => undefined }).then(() => resolve(undefined));
    timer.unref();
  });
}

async function speaksStreamable(url: string, { server, connector, signal, initialize }: Search): Promise<boolean> {
  const headers = { ...server.headers, ...MESSAGE_HEADERS };
  const body = JSON.stringify(initialize);
  const asked = { method: 'POST', url, headers, body, connector, signal, timeoutMs: 2000 };
  const reply = await openExchange(asked).catch(ifUnreached);
  const type = reply?.headers['content-type'] ?? '';
  const isAnswer = reply?.status === 200 && /\bjson\b|event-stream/i.test(type);
  const session = reply?.headers['mcp-session-id'];
  reply?.body.destroy();
  if (isAnswer && session !== undefined) await endSession(url, session, { server, connector, signal });
  return isAnswer;
}

/** We have opened one that nobody will use. */
async function endSession(
  url: string,
  session: string,
  { server, connector, signal }: Omit<Search, 'initialize'>,
): Promise<void> {
  const headers = { ...server.headers, 'mcp-session-id': session };
  const asked = { method: 'DELETE', url, headers, connector, signal, timeoutMs: 1000 };
  const reply = await openExchange(asked).catch(ifUnreached);
  reply?.discard();
}
