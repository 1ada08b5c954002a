import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const protocolNotSpoken = defineCheck<ConnectSubject>({
  id: 'protocol-not-spoken',
  level: 'error',
  stopsScript: true,
  title: 'The server does not speak the protocol revision that the file pins.',
  hint:
    'Answer initialize with the revision that the client asks for (2026-07-28: answer server/discover), if you speak it; otherwise ' +
    'take it out of `protocol:`, or write "protocol: auto" to test with what the server offers.',
  spec: SPEC.versions,
  inspect: ({ isPinned, requestedProtocol, spoken, offers = [], knownProtocols }, add) => {
    const isOther = spoken !== undefined && spoken !== requestedProtocol;
    // One that does not exist has a rule of its own.
    if (!isPinned || (isOther && !knownProtocols.includes(spoken))) return;
    const others = offers.filter((one) => one !== requestedProtocol);
    const offered = others.length > 0 ? ` It offers ${clip(others.join(', '), 200)}.` : '';
    const asked = `The server was asked for protocol revision ${requestedProtocol}`;
    if (isOther) add({ message: `${asked} and answered with ${spoken}.${offered}` });
    else if (spoken === undefined && others.some((one) => knownProtocols.includes(one)))
      add({ message: `${asked}, and does not speak it.${offered}` });
  },
});
