import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';
import { to } from './redirect-target.ts';

export const redirect301Get = httpRule(
  {
    id: 'redirect-301-get',
    level: 'error',
    title: 'The URL redirects in a way that turns POST into GET.',
    hint: 'Write the final URL (scheme, host, slash at the end) into the smoke file and into the hosts; or redirect with 308.',
    spec: SPEC.sending,
  },
  ({ what, http }) => ({
    message: `${what} was redirected with status ${http.status}${to(http)}, after which clients send a GET without the request.`,
  }),
);
