import { SPEC } from '../spec.ts';
import { inItsWords } from './framework.ts';
import { httpRule } from './http-rule.ts';

export const bodyLimit = httpRule(
  {
    id: 'body-limit',
    level: 'error',
    otherLevels: ['warning'],
    title: 'The server or a proxy does not take a request of this size.',
    hint: 'Raise the limit of what parses the body (express.json({ limit: "4mb" }) has 100 kB by default) and of the proxies before it.',
    spec: SPEC.sending,
  },
  ({ what, framework, body }) => ({
    message: `${what} was refused as too large (HTTP status 413).`,
    ...inItsWords(framework, WORDS),
    ...body,
  }),
);

const WORDS = {
  node: 'Raise the limit of the body parser: express.json({ limit: "4mb" }) has 100 kB by default; and that of the proxies before it.',
  python:
    'Raise the limit on request bodies in the app or its middleware, and that of the proxies before it (nginx: client_max_body_size).',
  go: 'Raise the limit of http.MaxBytesReader, and that of the proxies before it (nginx: client_max_body_size).',
};
