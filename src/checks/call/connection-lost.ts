import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

export const connectionLost: ExchangeRule = {
  id: 'connection-lost',
  level: 'error',
  isSymptom: true,
  title: 'The connection is cut instead of an HTTP answer; the server itself is still there.',
  hint: "Look at the server's log and at the proxy's: a worker that died, or a limit on time or size. The request was sent once and may have had its effect.",
  spec: SPEC.sending,
  judge: ({ outcome }, { what }, add) => {
    if (outcome.kind !== 'no-answer' || outcome.why.reason !== 'connection-lost') return;
    const { error, errorCode } = outcome.why;
    const isHttp = !errorCode?.startsWith('HPE_');
    const code = errorCode === undefined ? '' : ` (${errorCode})`;
    const message = isHttp
      ? `The connection was cut while ${what} was under way${code}.`
      : `What came back for ${what} is not HTTP${code}.`;
    add({ message, evidence: quoted(error) });
  },
};
