/** `server/discover` before initialize, as clients of the 2026-07-28 revision ask: an older server must refuse it and live on. */
import type { Exchange, RuleInfo } from '../model.ts';
import { initialize } from '../session/handshake.ts';
import { type Bench, describeEnd, found, isAnswered, type Probe, type ProbeVerdict } from './probe.ts';

const REVISION = '2026-07-28';
const SHORT_MS = 3000;
const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientInfo': { name: 'mcp-smoke', version: '0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

const FATAL: RuleInfo = {
  id: 'discover-fatal',
  level: 'warning',
  title: 'server/discover before initialize ends the server.',
  hint: 'Answer unknown methods before initialize with an error (-32601 or -32602) and go on waiting for initialize; upgrade the SDK.',
};
const SILENT: RuleInfo = {
  id: 'discover-silent',
  level: 'warning',
  title: 'server/discover before initialize is not answered.',
  hint: 'Answer unknown methods with -32601, also before initialize: newer clients wait for it before they fall back.',
};

export const discover: Probe = {
  name: 'discover',
  rules: [FATAL, SILENT],
  run: async (bench) => {
    const session = await bench.raw();
    const timeoutMs = Math.min(bench.timeoutMs, SHORT_MS);
    const asked = await session.request('server/discover', { _meta: META }, { timeoutMs, signal: bench.signal });
    if (asked.outcome.kind === 'closed') return fatal(bench, asked, 'server/discover before initialize');
    // A modern server is pinned to its era by the question; it has nothing to prove here.
    if (asked.outcome.kind === 'result') return { findings: [] };
    const { initialize: after } = await initialize(session, { ...bench, protocol: 'auto', clientVersion: '0' });
    if (!isAnswered(after)) return fatal(bench, after, 'After server/discover, initialize was not answered');
    if (isAnswered(asked)) return { findings: [] };
    return found(SILENT, { message: `server/discover got no answer within ${timeoutMs} ms.` }, bench.causes(asked));
  },
};

function fatal(bench: Bench, exchange: Exchange, what: string): ProbeVerdict {
  return found(FATAL, { message: `${what}: ${describeEnd(exchange)}.` }, bench.causes(exchange));
}
