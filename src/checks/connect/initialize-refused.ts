import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const initializeRefused = defineCheck<ConnectSubject>({
  id: 'initialize-refused',
  level: 'error',
  title: 'The server answers initialize with an error.',
  plain: 'The server refused to be spoken to.',
  hint: 'Accept initialize with any client name and capabilities; to an unknown revision answer with one you speak.',
  spec: SPEC.initialization,
  inspect: ({ opening, requestedProtocol }, add) => {
    if (opening?.outcome.kind !== 'rpc-error') return;
    const { code, message } = opening.outcome.error;
    const words = `The server refused ${opening.method} (protocol ${requestedProtocol}) with error ${quoted(code, 40)}`;
    add({ message: `${words}: ${quoted(message, 200)}.`, evidence: quoted(opening.outcome.error) });
  },
});
