/** Asked for server/discover first, as hosts of today do: an older server must refuse that and live on (MCP 2026-07-28, stdio). */
import { hasAnswer, type RuleInfo } from '../../model.ts';
import { defineCheck } from '../check.ts';
import type { ConnectSubject } from '../subjects.ts';

const SPEC_URL =
  'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#backward-compatibility';

export const DISCOVER_FATAL: RuleInfo = {
  id: 'discover-fatal',
  level: 'warning',
  title: 'server/discover before initialize ends the server, or the connection to it.',
  hint:
    'Answer unknown methods before initialize with an error (-32601 or -32602) and go on waiting for initialize; upgrade the SDK. ' +
    'Until then "protocol: 2025-11-25" in the smoke file saves the second start.',
  spec: SPEC_URL,
};
export const DISCOVER_SILENT: RuleInfo = {
  id: 'discover-silent',
  level: 'warning',
  title: 'server/discover before initialize is not answered.',
  hint:
    'Answer unknown methods with -32601, also before initialize: newer clients wait for it before they fall back. Until then ' +
    '"protocol: 2025-11-25" in the smoke file saves the wait.',
  spec: SPEC_URL,
};

const ENDED =
  'The server ended when it was asked for server/discover; a fresh process, asked to initialize at once, serves.';
const ENDED_LATER =
  'The server refused server/discover, and ended when initialize followed; a fresh process, asked to initialize at once, serves.';
const CUT =
  'The server cut the connection when it was asked for server/discover; asked to initialize at once, it serves.';

const discoverFatal = defineCheck<ConnectSubject>({
  ...DISCOVER_FATAL,
  inspect: ({ discovery }, add) => {
    if (discovery?.fate !== 'fatal') return;
    const { outcome } = discovery.exchange;
    const isCut = outcome.kind === 'closed' && outcome.closure.reason === 'unreachable';
    add({ message: isCut ? CUT : hasAnswer({ outcome }) ? ENDED_LATER : ENDED });
  },
});

const discoverSilent = defineCheck<ConnectSubject>({
  ...DISCOVER_SILENT,
  inspect: ({ discovery }, add) => {
    if (discovery?.fate !== 'silent') return;
    add({ message: 'The server does not answer server/discover, though it answers initialize.' });
  },
});

export const discoveryChecks = [discoverFatal, discoverSilent];
