import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import { bodyName } from './http-body.ts';
import { isBrokenOff } from './zombie-session.ts';

export const sseEndedNoResponse: ExchangeRule = {
  id: 'sse-ended-no-response',
  level: 'error',
  isSymptom: true,
  title: 'The HTTP answer ends without the response to the request.',
  hint: "Look at the server's log: the handler crashed, or its result could not be serialised. Clients wait for their whole time-out.",
  spec: SPEC.sending,
  judge: (exchange, { what }, add) => {
    const { outcome } = exchange;
    if (isBrokenOff(exchange)) return;
    if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'stream-ended' || outcome.why.error !== undefined)
      return;
    const { http } = outcome.why;
    const message = `${bodyName(http)} of ${what} ended (HTTP status ${http.status}) without the response.`;
    add({ message, ...(http.bodyExcerpt === '' ? {} : { evidence: quoted(http.bodyExcerpt) }) });
  },
};
