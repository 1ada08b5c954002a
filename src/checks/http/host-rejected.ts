import { SPEC } from '../spec.ts';
import { inItsWords } from './framework.ts';
import { httpRule } from './http-rule.ts';

export const hostRejected = httpRule(
  {
    id: 'host-rejected',
    level: 'error',
    title: 'The server does not accept the host name that it is reached by.',
    hint: 'Its guard against DNS rebinding does not know the name: allow it (Python: TransportSecuritySettings(allowed_hosts=[…]); TypeScript: allowedHosts), or make the proxy pass on a host that it knows.',
    spec: SPEC.security,
  },
  ({ what, http, framework, body }) => ({
    message: `${what} was refused for its Host header (HTTP status ${http.status}).`,
    ...inItsWords(framework, WORDS),
    ...body,
  }),
);

const GUARD = 'Its guard against DNS rebinding does not know the name: ';
const WORDS = {
  node: `${GUARD}allow it (createMcpExpressApp({ allowedHosts: […] }), or allowedHosts of the transport).`,
  python: `${GUARD}allow it (TransportSecuritySettings(allowed_hosts=["name:*"]); Django: ALLOWED_HOSTS; Starlette: TrustedHostMiddleware).`,
  go: `${GUARD}allow it in the handler or middleware that compares r.Host.`,
};
