import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const sessionMissing = httpRule(
  {
    id: 'session-missing',
    level: 'error',
    title: 'The server wants a session id and does not see one.',
    hint: 'A proxy must pass Mcp-Session-Id on in both directions; with several workers use sticky sessions or a stateless server.',
    spec: SPEC.sessions,
  },
  ({ what, http, body }) => ({
    message: `${what} was refused for want of a session (HTTP status ${http.status}), ${
      http.hadSession ? 'though the session id was sent' : 'but initialize had given no session id'
    }.`,
    ...body,
  }),
);
