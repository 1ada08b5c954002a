import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import { bodyName } from './http-body.ts';
import { isBrokenOff } from './zombie-session.ts';

export const sseTruncated: ExchangeRule = {
  id: 'sse-truncated',
  level: 'error',
  isSymptom: true,
  title: 'The HTTP answer breaks off before the response to the request.',
  hint: "The server process died or a proxy cut the connection: look at both logs, and at the proxy's time limits.",
  spec: SPEC.sending,
  judge: (exchange, { what }, add) => {
    const { outcome } = exchange;
    if (isBrokenOff(exchange)) return;
    if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'stream-ended' || outcome.why.error === undefined)
      return;
    const { http, error } = outcome.why;
    const message = `${bodyName(http)} of ${what} broke off before the response.`;
    add({ message, evidence: quoted(error) });
  },
};
