import type { Closure } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { withEvidence } from '../evidence.ts';
import { type ExchangeRule, infoOf } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { closureOf, startOf } from './start.ts';

/** While a request was open. */
export const unreachable: ExchangeRule = {
  id: 'unreachable',
  level: 'error',
  title: 'The server cannot be reached over the network.',
  plain: 'The server could not be reached.',
  hint: 'Check that the server is running, that host, port and scheme of the URL are right, and that nothing blocks them.',
  spec: SPEC.http,
  judge: ({ outcome }, { what }, add) => {
    if (outcome.kind !== 'closed' || outcome.closure.reason !== 'unreachable') return;
    const message = `The server could not be reached for ${what}${reason(outcome.closure)}.`;
    add({ message, ...withEvidence(outcome.closure.error) });
  },
};

export const unreachableAtStart = defineCheck<ConnectSubject>({
  ...infoOf(unreachable),
  inspect: (subject, add) => {
    const closure = closureOf(subject);
    if (!closure || startOf(subject) !== 'unreachable') return;
    add({ message: `${subject.target} cannot be reached${reason(closure)}.`, ...withEvidence(closure.error) });
  },
});

const UNTRUSTED = 'its certificate is not trusted; name your CA file under server.tls.ca';

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no connection in time',
  EHOSTUNREACH: 'no way to that host',
  EPROTO: 'no TLS is spoken there: try http instead of https',
  ERR_SSL_WRONG_VERSION_NUMBER: 'no TLS is spoken there: try http instead of https',
  HPE_INVALID_CONSTANT: 'no plain HTTP is spoken there: try https instead of http',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
};

function reason({ errorCode }: Closure): string {
  if (errorCode === undefined) return '';
  const cause = Object.hasOwn(CAUSES, errorCode) ? CAUSES[errorCode] : undefined;
  return cause === undefined ? ` (${errorCode})` : `: ${cause} (${errorCode})`;
}
