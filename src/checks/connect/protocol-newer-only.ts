import { defineCheck } from '../check.ts';
import { clip, quoted } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const protocolNewerOnly = defineCheck<ConnectSubject>({
  id: 'protocol-newer-only',
  level: 'error',
  title: 'The server speaks only protocol revisions that this tool does not speak yet.',
  hint: 'Nothing is wrong with the server as far as can be told. To test it now, let it speak 2026-07-28 or 2025-11-25 as well, which most hosts ask for.',
  spec: SPEC.versions,
  inspect: ({ opening, offers, spoken, knownProtocols }, add) => {
    if (spoken !== undefined || !offers || offers.some((one) => knownProtocols.includes(one))) return;
    const { outcome } = opening ?? {};
    add({
      message: `The server speaks ${clip(offers.join(', '), 200)}, and none of the revisions that can be tested (${knownProtocols.join(', ')}).`,
      ...(outcome?.kind === 'rpc-error' ? { evidence: quoted(outcome.error) } : {}),
    });
  },
});
