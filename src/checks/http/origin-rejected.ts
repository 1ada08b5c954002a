import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const originRejected = httpRule(
  {
    id: 'origin-rejected',
    level: 'error',
    title: 'The server does not accept the Origin header.',
    hint: 'Allow the origin (Python: allowed_origins, TypeScript: allowedOrigins), or take Origin out of the headers that are sent.',
    spec: SPEC.security,
  },
  ({ what, http, body }) => ({
    message: `${what} was refused for its Origin header (HTTP status ${http.status}).`,
    ...body,
  }),
);
