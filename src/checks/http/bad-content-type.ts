import { valuesIn } from '../../json/bare.ts';
import { isObject } from '../../json/kind.ts';
import { jsonOf, readJson } from '../../json/read.ts';
import type { HttpExchange } from '../../model.ts';
import type { Note } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import { isMisencoded, isUnlabelledAnswer, LABEL } from './fault.ts';
import { httpRule, type Told } from './http-rule.ts';

export const badContentType = httpRule(
  {
    id: 'bad-content-type',
    level: 'error',
    title:
      'A body has a content type that is neither JSON nor an event stream, or its type or encoding is not what the body is; or ours is refused.',
    hint: 'Answer a request with application/json or text/event-stream that holds the JSON-RPC response; a page of HTML comes from a proxy, a login or a wrong path.',
    spec: SPEC.sending,
  },
  ({ what, exchange, http, body }) => {
    if (isMisencoded(exchange)) return misencoded(what, http);
    if (http.status >= 400) {
      const message = `${what} was refused for its content type (HTTP status ${http.status}), which is application/json.`;
      return { message, hint: 'A proxy in between must pass Content-Type on unchanged.', ...body };
    }
    const type = quoted(http.headers['content-type'], 100);
    if (/\bjson\b/i.test(type)) return mislabelled(what, type, http, body);
    if (isUnlabelledAnswer(http)) {
      const message = `${what} was answered with a JSON-RPC response, but under content type ${type}.`;
      return { message, hint: /event-stream/i.test(type) ? AS_EVENT : LABEL, ...body };
    }
    return { message: `${what} was answered with content type ${type} and no JSON-RPC response.`, ...body };
  },
);

const AS_EVENT =
  'Say Content-Type: application/json, or send the response as an event ("data: …" and a blank line): of a stream, clients read nothing else.';

function misencoded(what: string, { headers }: HttpExchange): Note {
  const encoding = quoted(headers['content-encoding'], 100);
  const message = `${what} was answered with a body that is not what its Content-Encoding says (${encoding}).`;
  return {
    message,
    hint: 'What unpacks a body, as proxies do, must take Content-Encoding away, and what names it must pack the body.',
  };
}

/** Any field of an event stream, or a comment. */
const EVENTS = /^\s*(?:(?:event|data|id|retry):|:)/;

function mislabelled(what: string, type: string, { headers, bodyExcerpt }: HttpExchange, body: Told['body']): Note {
  if (EVENTS.test(bodyExcerpt)) {
    const message = `${what} was answered with an event stream under content type ${type}.`;
    return { message, hint: 'Say Content-Type: text/event-stream: clients parse the body as JSON, and fail.', ...body };
  }
  const count = valuesIn(bodyExcerpt).length;
  if (count > 1) {
    const message = `${what} was answered with ${count} JSON values one behind the other under content type ${type}.`;
    return { message, hint: ALONE, ...body };
  }
  const json = readJson(bodyExcerpt);
  if ('value' in json) {
    const isTwice = typeof json.value === 'string' && isObject(jsonOf(json.value));
    const told = isTwice ? 'a JSON string that holds JSON: it was encoded twice' : 'JSON, but no message';
    return {
      message: `${what} was answered with content type ${type}, and the body is ${told}.`,
      ...(isTwice ? { hint: ONCE } : {}),
      ...body,
    };
  }
  const message = `${what} was answered with content type ${type}, and the body is not JSON.`;
  const isCut = /^\s*[{[]/.test(bodyExcerpt) && headers['content-length'] !== undefined;
  return { message, ...(isCut ? { hint: CUT } : {}), ...body };
}

const ALONE =
  'Answer with the response alone, as one JSON value; what the server has to tell beside it goes on an event stream (text/event-stream).';
const ONCE = 'Give the object to what writes the body (res.json(object), JSONResponse(object)), not its JSON.';
const CUT =
  'Where the JSON ends in its middle, Content-Length is too small: it counts bytes, not characters (Buffer.byteLength, len(text.encode())).';
