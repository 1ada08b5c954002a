import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import { httpOf } from './fault.ts';

export const redirectSlash: ExchangeRule = {
  id: 'redirect-slash',
  level: 'warning',
  isServerWide: true,
  title: 'The URL redirects within the server.',
  hint: 'Use the final URL in the smoke file and in the hosts: many clients and proxies do not repeat a POST after a redirect.',
  spec: SPEC.sending,
  judge: (exchange, { what }, add) => {
    const to = httpOf(exchange)?.redirectedTo;
    if (to !== undefined) add({ message: `${what} was redirected to ${to}, which was followed.` });
  },
};
