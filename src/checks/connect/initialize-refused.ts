import { STATELESS } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

const DISCOVER =
  'Answer server/discover, which each server of 2026-07-28 must have, with the revisions and capabilities of the server.';

export const initializeRefused = defineCheck<ConnectSubject>({
  id: 'initialize-refused',
  level: 'error',
  title: 'The server answers initialize (2026-07-28: server/discover) with an error.',
  plain: 'The server refused to be spoken to.',
  hint: 'Accept initialize with any client name and capabilities; to an unknown revision answer with one you speak.',
  spec: SPEC.initialization,
  inspect: ({ opening, requestedProtocol, isStateless }, add) => {
    if (opening?.outcome.kind !== 'rpc-error') return;
    const { code, message } = opening.outcome.error;
    // One that is older was tried in vain for a revision that has no initialize.
    const revision = isStateless || !STATELESS.includes(requestedProtocol) ? ` (protocol ${requestedProtocol})` : '';
    const words = `The server refused ${opening.method}${revision} with error ${quoted(code, 40)}`;
    const hint = isStateless ? { hint: DISCOVER } : {};
    add({ message: `${words}: ${quoted(message, 200)}.`, evidence: quoted(opening.outcome.error), ...hint });
  },
});
