import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const sessionLost = httpRule(
  {
    id: 'session-lost',
    level: 'error',
    title: 'The server has forgotten the session.',
    hint: 'Run one worker, share the sessions between workers, or use a stateless server; or it was restarted meanwhile.',
    spec: SPEC.sessions,
  },
  ({ what, http, body }) => ({
    message: `${what}: the server no longer knows the session that it had opened (HTTP status ${http.status}).`,
    ...body,
  }),
);
