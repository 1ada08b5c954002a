import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const protocolNotSpoken = defineCheck<ConnectSubject>({
  id: 'protocol-not-spoken',
  level: 'error',
  stopsScript: true,
  title: 'The server does not speak the protocol revision that the file pins.',
  hint:
    'Answer initialize with the revision that the client asks for, if you speak it; otherwise take it out of `protocol:`, ' +
    'or write "protocol: auto" to test with what the server offers.',
  spec: SPEC.versions,
  inspect: ({ initialize, isPinned, knownProtocols, requestedProtocol }, add) => {
    const result = initialize?.outcome.kind === 'result' ? initialize.outcome.result : undefined;
    const version = isObject(result) ? result['protocolVersion'] : undefined;
    // One that does not exist has a rule of its own.
    if (!isPinned || typeof version !== 'string' || !knownProtocols.includes(version)) return;
    if (version === requestedProtocol) return;
    add({ message: `The server was asked for protocol revision ${requestedProtocol} and answered with ${version}.` });
  },
});
