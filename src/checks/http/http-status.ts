import { clip, quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import { isUnlabelledAnswer, LABEL } from './fault.ts';
import { inItsWords } from './framework.ts';
import { httpRule, type Told } from './http-rule.ts';

export const httpStatus = httpRule(
  {
    id: 'http-status',
    level: 'error',
    isSymptom: true,
    title: 'The HTTP answer to a request is an error, or no JSON-RPC.',
    hint: "Look at the body of the answer and at the server's log.",
    spec: SPEC.sending,
  },
  (told) => {
    const { meaning, hint } = explain(told);
    const message = `${told.what} was answered with HTTP status ${told.http.status}${meaning}.`;
    return { message, ...(hint ? { hint } : {}), ...told.body };
  },
);

interface Explained {
  readonly meaning: string;
  readonly hint?: string;
}

function explain({ isOpening, http, framework, exchange }: Told): Explained {
  const { status, headers, endpoint } = http;
  if (exchange.outcome.kind === 'result')
    return { meaning: ', for which clients drop the result that is its body', hint: GOOD };
  const isFirst = isOpening;
  const isWrongPlace = isFirst && (status === 404 || status === 405);
  if (status === 403) return { meaning: ': it is forbidden', hint: FORBIDDEN };
  if (isWrongPlace && endpoint?.url !== undefined)
    return {
      meaning: ` at ${quoted(endpoint.url, 200)}, the endpoint that the event stream names`,
      hint: WRONG_ENDPOINT,
    };
  // Later on, the server has answered at this very path.
  if (isWrongPlace) return { meaning: ': wrong path or transport', hint: WRONG_PATH };
  if (status === 429) return { meaning: `: too many requests${wait(headers)}`, hint: SLOWER };
  if (status === 503 && headers['retry-after'] !== undefined)
    return { meaning: `: it is not available${wait(headers)}`, hint: LATER };
  if (status >= 500 && status !== 503 && isFirst)
    return { meaning: '', ...(inItsWords(framework, FAILED) ?? { hint: MOUNTED }) };
  if (status === 502 || status === 504) return { meaning: GATEWAY };
  if (status >= 300) return { meaning: '' };
  const isUntyped = headers['content-type'] === undefined;
  if (isUnlabelledAnswer(http))
    return isUntyped
      ? { meaning: ' and a JSON-RPC response, but no content type', hint: LABEL }
      : { meaning: ' and the response to another request', hint: ITS_OWN };
  const type = isUntyped ? ' (no content type)' : '';
  return { meaning: ` but no JSON-RPC response${type}`, hint: NO_JSON };
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function wait(headers: Told['http']['headers']): string {
  const after = headers['retry-after'];
  return after === undefined ? '' : `, to be asked again after ${clip(after, 60)} (Retry-After)`;
}

/** Only who stands before a server answers so (RFC 9110, sections 15.6.3 and 15.6.5). */
const GATEWAY = ': what stands before the server does not reach it';
const SLOWER = 'Raise the limit for the machine that tests, or make fewer calls at once (repeat.concurrency).';
const LATER =
  'Test again when the server says so; where it always answers so, look at its log and at what it depends on.';
const FORBIDDEN = 'Check the credentials, and the origins and hosts that the server allows.';
const WRONG_PATH =
  'Check the path of the URL (often /mcp), and that the server speaks streamable HTTP, not the older SSE transport.';
const WRONG_ENDPOINT =
  'Name the endpoint with the prefix under which the server is mounted or proxied (Python: mount_path, root_path), or serve POSTs there.';
const MOUNTED =
  "Look at the server's log. A Python server that is mounted in an app needs the app to run its lifespan " +
  '(session_manager.run(); FastMCP: lifespan=mcp_app.lifespan).';
const FAILED = {
  node: "Look at the server's log: an exception in the handler of the POST, or a middleware before it.",
  python: MOUNTED,
  go: "Look at the server's log: net/http prints the stack of a panic in a handler there.",
};
const ITS_OWN =
  'Answer each POST with the response to the request that it holds: nothing of one request may be kept where the next one finds it.';
const GOOD = 'Answer with HTTP status 200 where the body is the result of the request.';
const NO_JSON = 'Answer a request with application/json or text/event-stream that holds the JSON-RPC response.';
