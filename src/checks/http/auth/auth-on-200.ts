import type { ExchangeRule } from '../../exchange-rule.ts';
import { SPEC } from '../../spec.ts';
import { httpOf } from '../fault.ts';

export const authOn200: ExchangeRule = {
  id: 'auth-on-200',
  level: 'warning',
  isServerWide: true,
  title: 'The server asks for credentials with a status that says all is well.',
  hint: 'Refuse with HTTP status 401 and WWW-Authenticate: clients ignore the header, and never log in, when the status is 200.',
  spec: SPEC.authorization,
  judge: (exchange, { what }, add) => {
    const { status = 0, headers = {} } = httpOf(exchange) ?? {};
    const challenge = headers['www-authenticate'];
    if (status < 200 || status > 299 || challenge === undefined) return;
    const message = `The answer to ${what} asks for credentials (WWW-Authenticate) and has HTTP status ${status}.`;
    add({ message, evidence: `WWW-Authenticate: ${challenge}` });
  },
};
