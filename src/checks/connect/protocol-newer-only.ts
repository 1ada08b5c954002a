import { defineCheck } from '../check.ts';
import { clip, quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const protocolNewerOnly = defineCheck<ConnectSubject>({
  id: 'protocol-newer-only',
  level: 'error',
  title: 'The server speaks only protocol revisions that this tool does not speak yet.',
  hint: 'Nothing is wrong with the server as far as can be told. To test it now, let it speak 2025-11-25 as well, which most hosts ask for.',
  spec: SPEC.versions,
  inspect: ({ initialize, surroundings, knownProtocols }, add) => {
    const newer = surroundings?.newerRevisions;
    if (!newer) return;
    const spoken = clip(newer.join(', '), 200);
    const { outcome } = initialize ?? {};
    add({
      message: `The server speaks ${spoken}, and none of the revisions that can be tested (${knownProtocols.join(', ')}).`,
      ...(outcome?.kind === 'rpc-error' ? { evidence: quoted(outcome.error) } : {}),
    });
  },
});
