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

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be looked up',
  ETIMEDOUT: 'no connection in time',
  EHOSTUNREACH: 'no way to that host',
};

function reason({ errorCode }: Closure): string {
  if (errorCode === undefined) return '';
  const cause = Object.hasOwn(CAUSES, errorCode) ? CAUSES[errorCode] : undefined;
  return cause === undefined ? ` (${errorCode})` : `: ${cause} (${errorCode})`;
}
