import { SPEC } from '../spec.ts';
import { httpRule } from './http-rule.ts';

export const bodyLimit = httpRule(
  {
    id: 'body-limit',
    level: 'error',
    otherLevels: ['warning'],
    title: 'The server or a proxy does not take a request of this size.',
    hint: 'Raise the limit of the body parser (Express: express.json({ limit: "4mb" }), default 100 kB) and of the proxies before it.',
    spec: SPEC.sending,
  },
  ({ what, body }) => ({ message: `${what} was refused as too large (HTTP status 413).`, ...body }),
);
