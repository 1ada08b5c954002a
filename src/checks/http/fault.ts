/** What went wrong with an HTTP exchange: each fault of it has one name, so that one cause is one finding. */
import { hasAnswer } from '../../model/outcome.ts';
import type { Exchange, HttpExchange, Surroundings } from '../../model.ts';

interface Facts {
  readonly http: HttpExchange;
  readonly status: number;
  readonly body: string;
  readonly isOpening: boolean;
  readonly wearsOut: boolean;
  readonly around: Surroundings;
}

type Test = (facts: Facts) => boolean;

/** The first that fits; an error status is only a fault of its own where no JSON-RPC answer came with it. */
const FAULTS = {
  'host-rejected': ({ status, body }) => status === 421 || (status >= 400 && HOST_REFUSED.test(body)),
  'origin-rejected': ({ status, body }) => status === 403 && /Invalid Origin\b|Origin not allowed/i.test(body),
  'needs-auth': wantsCredentials,
  'redirect-301-get': ({ status }) => status === 301 || status === 302 || status === 303,
  'redirect-away': ({ status }) => status === 300 || status === 307 || status === 308,
  'not-acceptable': ({ status }) => status === 406,
  'body-limit': ({ status }) => status === 413,
  'bad-content-type': ({ status, body }) => status === 415 || (status === 400 && /Invalid Content-Type/i.test(body)),
  'proto-header': ({ status, body }) => status === 400 && /Unsupported protocol version/i.test(body),
  'session-lost': isSessionLost,
  'session-missing': ({ status, body, isOpening }) => status === 400 && !isOpening && SESSION_MISSING.test(body),
  'task-group': ({ status, body }) => status >= 500 && /Task group is not initialized/.test(body),
  'stateless-reuse': isStatelessReuse,
  'wrong-transport': ({ around }) => around.elsewhere !== undefined,
} as const satisfies Record<string, Test>;

export type HttpFault = keyof typeof FAULTS | 'sse-endpoint' | 'http-status';

/** TypeScript and Python SDKs, Starlette; Django, Rails, Vite. */
const HOST_REFUSED =
  /Invalid Host\b|Host header is not allowed|Invalid HTTP_HOST header|Blocked hosts?:|Blocked request\. This host|host \(?"[^"]{1,200}"\)? is not allowed/i;
const SESSION_MISSING =
  /Missing session ID|No valid session ID|Mcp-Session-Id header is required|Server not initialized/i;

/** Undefined where HTTP did its part. */
export function httpFault(exchange: Exchange, around: Surroundings = {}): HttpFault | undefined {
  const http = httpOf(exchange);
  if (!http) return undefined;
  if (isMisencoded(exchange)) return 'bad-content-type';
  const { status } = http;
  const refused = exchange.outcome.kind === 'no-answer' && exchange.outcome.why.reason === 'http-status';
  if (http.endpoint?.fault !== undefined && !hasAnswer(exchange)) return 'sse-endpoint';
  // What is no message is told by itself (bad-envelope).
  const isMeant = exchange.irregularities.some(({ rule }) => rule === 'bad-envelope');
  if (status < 300) return refused && !isMeant ? goodStatus(http, around) : undefined;
  // Clients look at the status first.
  if (status >= 400 && exchange.outcome.kind === 'result') return 'http-status';
  const facts = {
    http,
    status,
    body: http.bodyExcerpt,
    isOpening: exchange.isOpening === true,
    wearsOut: exchange.wearsOut === true,
    around,
  };
  const found = (Object.keys(FAULTS) as (keyof typeof FAULTS)[]).find((name) => FAULTS[name](facts));
  return found ?? (refused ? 'http-status' : undefined);
}

/** The body is not what its Content-Encoding says; one that only ends too early has other codes. */
export function isMisencoded({ outcome }: Exchange): boolean {
  if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'stream-ended') return false;
  return /^(?:Z_DATA_ERROR|ERR__ERROR_FORMAT)/.test(outcome.why.error ?? '');
}

/** The body, as far as it is known, is a JSON-RPC response: only its label keeps clients from reading it. */
export function isUnlabelledAnswer({ bodyExcerpt: text }: HttpExchange): boolean {
  const isResponse = text.includes('"result"') || text.includes('"error"');
  return text.trimStart().startsWith('{') && text.includes('"jsonrpc"') && isResponse;
}

export const LABEL =
  'Say Content-Type: application/json: clients look for a response under no other type but event streams.';

/** What carried the answer, or the refusal. */
export function httpOf({ http, outcome }: Exchange): HttpExchange | undefined {
  if (http) return http;
  return outcome.kind === 'no-answer' && 'http' in outcome.why ? outcome.why.http : undefined;
}

/** A good status, and no answer in the body. */
function goodStatus(http: HttpExchange, around: Surroundings): HttpFault {
  if (around.elsewhere) return 'wrong-transport';
  const { headers, bodyExcerpt } = http;
  const type = headers['content-type'];
  if (type === undefined) return 'http-status';
  if (/event-stream/i.test(type) && isUnlabelledAnswer(http)) return 'bad-content-type';
  const isOther = !/\bjson\b|event-stream/i.test(type);
  return isOther || (/\bjson\b/i.test(type) && isNoJson(bodyExcerpt)) ? 'bad-content-type' : 'http-status';
}

/** An excerpt may be cut, and so is looked at no further than it begins where it is that long. */
function isNoJson(excerpt: string): boolean {
  const text = excerpt.trim();
  if (text === '') return false;
  return !/^[{[]/.test(text) || (excerpt.length < EXCERPT && !isJson(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Longer bodies are cut. */
const EXCERPT = 4096;

function wantsCredentials({ status, http }: Facts): boolean {
  return (
    status === 401 ||
    (status === 403 && (http.headers['www-authenticate'] !== undefined || http.hadCredentials === true))
  );
}

function isSessionLost({ status, http, body, isOpening }: Facts): boolean {
  if (isOpening) return false;
  return (
    (status === 404 && http.hadSession === true) ||
    ((status === 404 || status === 400) &&
      /Session not found|Could not find session|No transport found for sessionId/i.test(body))
  );
}

/** By its own words; or by how it looks from outside: initialize is answered, and everything after it gets a 500. */
function isStatelessReuse({ status, body, isOpening, wearsOut, http }: Facts): boolean {
  if (status < 500) return false;
  if (wearsOut) return true;
  if (/Stateless transport cannot be reused|Already connected to a transport/i.test(body)) return true;
  return status === 500 && !isOpening && http.hadSession === false && http.notifiedStatus === 500;
}
