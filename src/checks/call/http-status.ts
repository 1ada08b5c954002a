import type { HttpExchange } from '../../model.ts';
import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

export const httpStatus: ExchangeRule = {
  id: 'http-status',
  level: 'error',
  title: 'The HTTP answer to a request is an error, or no JSON-RPC.',
  hint: "Look at the body of the answer and at the server's log.",
  spec: SPEC.sending,
  judge: ({ outcome }, { what }, add) => {
    if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'http-status') return;
    const { http } = outcome.why;
    const { meaning, hint } = explain(http, what);
    add({
      message: `${capital(what)} was answered with HTTP status ${http.status}${meaning}.`,
      ...(hint ? { hint } : {}),
      ...(http.bodyExcerpt.trim() === '' ? {} : { evidence: quoted(http.bodyExcerpt) }),
    });
  },
};

interface Explained {
  readonly meaning: string;
  readonly hint?: string;
}

function explain({ status, headers }: HttpExchange, what: string): Explained {
  const wrongPath =
    'Check the path of the URL (often /mcp), and that the server speaks streamable HTTP, not the older SSE transport.';
  if (status === 401)
    return {
      meaning: ': credentials are missing or refused',
      hint: 'Set the Authorization header under server.headers.',
    };
  if (status === 403)
    return {
      meaning: ': credentials (or the origin) are refused',
      hint: 'Check the credentials and the origins and hosts that the server allows.',
    };
  if (status === 404 && what !== 'initialize')
    return {
      meaning: ': it does not know the session or the path',
      hint: 'The session was lost: several instances without shared sessions, or a restart.',
    };
  if (status === 404 || status === 405) return { meaning: ': wrong path or transport', hint: wrongPath };
  if (status >= 300 && status < 400) return redirect(headers);
  if (status < 300) return notJson(headers);
  return { meaning: '' };
}

/** A good status, but a body that holds no answer. */
function notJson(headers: HttpExchange['headers']): Explained {
  const type = headers['content-type'];
  const hint = 'Answer a request with application/json or text/event-stream that holds the JSON-RPC response.';
  return {
    meaning: ` but no JSON-RPC response (${type === undefined ? 'no content type' : `content type ${quoted(type, 100)}`})`,
    hint,
  };
}

function redirect(headers: HttpExchange['headers']): Explained {
  const to = headers['location'] === undefined ? '' : ` to ${quoted(headers['location'], 200)}`;
  return {
    meaning: `, a redirect${to}`,
    hint: 'Write the final URL into the smoke file; many clients do not repeat a POST after a redirect.',
  };
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
