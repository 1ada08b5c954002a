import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const statelessReuse = httpRule(
  {
    id: 'stateless-reuse',
    level: 'error',
    title: 'The server answers initialize and nothing after it.',
    hint: 'A stateless transport serves one request: make a new server and a new transport for every request (TypeScript: inside the POST handler).',
    spec: SPEC.http,
  },
  ({ what, http, body }) => ({
    message: `${what} got HTTP status ${http.status}, as everything after initialize: one transport seems to be used for several requests.`,
    ...body,
  }),
);
