import { SPEC } from '../spec.ts';
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

function explain({ what, http: { status, headers } }: Told): Explained {
  const isFirst = what === 'initialize';
  if (status === 403) return { meaning: ': it is forbidden', hint: FORBIDDEN };
  if (status === 404 || status === 405) return { meaning: ': wrong path or transport', hint: WRONG_PATH };
  if (status >= 500 && status !== 503 && isFirst) return { meaning: '', hint: MOUNTED };
  if (status === 502 || status === 503 || status === 504)
    return { meaning: ': what stands before the server does not reach it' };
  if (status >= 300) return { meaning: '' };
  const type = headers['content-type'] === undefined ? ' (no content type)' : '';
  return { meaning: ` but no JSON-RPC response${type}`, hint: NO_JSON };
}

const FORBIDDEN = 'Check the credentials, and the origins and hosts that the server allows.';
const WRONG_PATH =
  'Check the path of the URL (often /mcp), and that the server speaks streamable HTTP, not the older SSE transport.';
const MOUNTED =
  "Look at the server's log. A Python server that is mounted in an app needs the app to run its lifespan " +
  '(session_manager.run(); FastMCP: lifespan=mcp_app.lifespan).';
const NO_JSON = 'Answer a request with application/json or text/event-stream that holds the JSON-RPC response.';
