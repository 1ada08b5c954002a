import { SPEC } from '../spec.ts';
import { inItsWords } from './framework.ts';
import { httpRule } from './http-rule.ts';

export const originRejected = httpRule(
  {
    id: 'origin-rejected',
    level: 'error',
    title: 'The server does not accept the Origin header.',
    hint: 'Allow the origin (Python: allowed_origins, TypeScript: allowedOrigins), or take Origin out of the headers that are sent.',
    spec: SPEC.security,
  },
  ({ what, http, framework, body }) => ({
    message: `${what} was refused for its Origin header (HTTP status ${http.status}).`,
    ...inItsWords(framework, WORDS),
    ...body,
  }),
);

const OR = 'or take Origin out of the headers that are sent.';
const WORDS = {
  node: `Allow the origin (allowedOrigins of the transport), ${OR}`,
  python: `Allow the origin (TransportSecuritySettings(allowed_origins=[…])), ${OR}`,
  go: `Allow the origin in the handler or middleware that looks at it (http.CrossOriginProtection: AddTrustedOrigin), ${OR}`,
};
