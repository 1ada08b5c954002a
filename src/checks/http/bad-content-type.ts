import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const badContentType = httpRule(
  {
    id: 'bad-content-type',
    level: 'error',
    title: 'A body has a content type that is neither JSON nor an event stream, or ours is refused.',
    hint: 'Answer a request with application/json or text/event-stream that holds the JSON-RPC response; a page of HTML comes from a proxy, a login or a wrong path.',
    spec: SPEC.sending,
  },
  ({ what, http, body }) => {
    if (http.status >= 400) {
      const message = `${what} was refused for its content type (HTTP status ${http.status}), which is application/json.`;
      return { message, hint: 'A proxy in between must pass Content-Type on unchanged.', ...body };
    }
    const type = quoted(http.headers['content-type'], 100);
    return { message: `${what} was answered with content type ${type} and no JSON-RPC response.`, ...body };
  },
);
