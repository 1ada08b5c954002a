import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';

export const sessionMinted = defineCheck<ConnectSubject>({
  id: 'session-minted',
  level: 'warning',
  title: 'The server gives out a session id, which 2026-07-28 does not have.',
  hint: 'Send no Mcp-Session-Id in answer to a request of 2026-07-28: a client does not return it, and what hangs on it is lost.',
  spec: SPEC.noSessions,
  inspect: ({ opening, isStateless, spoken }, add) => {
    if (!isStateless || spoken === undefined || opening?.http?.headers['mcp-session-id'] === undefined) return;
    add({ message: `The answer to ${opening.method} comes with the header Mcp-Session-Id.` });
  },
});
