import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';
import { to } from './redirect-target.ts';

export const redirectAway = httpRule(
  {
    id: 'redirect-away',
    level: 'error',
    title: 'The URL redirects to another origin, or in a circle.',
    hint: 'Write the final URL into the smoke file: headers and credentials are never sent to an origin that the file does not name.',
    spec: SPEC.sending,
  },
  ({ what, http }) => ({
    message: `${what} was redirected with status ${http.status}${to(http)}, which was not followed.`,
  }),
);
