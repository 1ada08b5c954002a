import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const notAcceptable = httpRule(
  {
    id: 'not-acceptable',
    level: 'error',
    title: 'The server does not see the Accept header that was sent.',
    hint: 'Both application/json and text/event-stream were offered: a proxy in between must pass Accept on unchanged.',
    spec: SPEC.sending,
  },
  ({ what, body }) => ({
    message: `${what} was answered with 406 Not Acceptable, though JSON and event streams were accepted.`,
    ...body,
  }),
);
