/** What an HTTP server must refuse: a session that it does not know, a revision that it does not speak, a foreign Host or Origin. */
import { ruleInfo } from '../checks/registry.ts';
import type { Finding, RuleInfo } from '../model.ts';
import type { Session } from '../session/session.ts';
import { found, NOT_STARTED, ONLY_HTTP, type Probe } from './probe.ts';

const TRANSPORT = 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports';
const SESSION: RuleInfo = {
  id: 'session-unknown-status',
  level: 'warning',
  title: 'An unknown session is not answered with 404.',
  hint: 'Answer 404 to a session id that is not (or no longer) known: clients start a new session only then.',
  spec: `${TRANSPORT}#session-management`,
};
/** An error where the server refuses what it has negotiated; to take any revision is the lesser fault. */
const PROTO = ruleInfo('proto-header');
const PROTO_HINT = 'Answer 400 to an MCP-Protocol-Version that the server does not speak.';
const HOST: RuleInfo = {
  id: 'no-host-guard',
  level: 'warning',
  title: 'A local server answers to a foreign Host or Origin.',
  hint: 'Check both headers, so that no web page can reach the server by DNS rebinding (Python mcp: TransportSecuritySettings; fastmcp: host_origin_protection).',
  spec: `${TRANSPORT}#security-warning`,
};

export const httpGuards: Probe = {
  name: 'http-guards',
  rules: [SESSION, PROTO, HOST],
  run: async (bench) => {
    if (bench.transport === 'stdio') return ONLY_HTTP;
    const session = await bench.fresh();
    if (!session?.wire.experiment) return session ? ONLY_HTTP : NOT_STARTED;
    return {
      findings: [...(await judgeSession(session)), ...(await judgeRevision(session)), ...(await judgeHost(session))],
    };
  },
};

async function judgeSession(session: Session): Promise<readonly Finding[]> {
  const answer = await session.experiment(
    { 'mcp-session-id': 'mcp-smoke-no-such-session' },
    { method: session.dialect.signOfLife },
  );
  if (!answer?.usesSessions || answer.status === 404) return [];
  return found(SESSION, { message: `A request in a session that does not exist got the HTTP status ${answer.status}.` })
    .findings;
}

async function judgeRevision(session: Session): Promise<readonly Finding[]> {
  const answer = await session.experiment(
    { 'mcp-protocol-version': '1999-01-01' },
    { method: session.dialect.signOfLife },
  );
  if (!answer || answer.status >= 400) return [];
  return found(PROTO, {
    level: 'warning',
    message: `MCP-Protocol-Version: 1999-01-01 got the HTTP status ${answer.status}.`,
    hint: PROTO_HINT,
  }).findings;
}

/** Behind a name of its own a server may answer to any other: only one on this machine is a rebinding target. */
async function judgeHost(session: Session): Promise<readonly Finding[]> {
  for (const [header, value] of [
    ['host', 'evil.example'],
    ['origin', 'http://evil.example'],
  ] as const) {
    const answer = await session.experiment({ [header]: value }, { method: session.dialect.signOfLife });
    if (!answer?.isLoopback || answer.status >= 400) continue;
    return found(HOST, {
      message: `A request with the ${header} ${value} was answered (HTTP status ${answer.status}).`,
    }).findings;
  }
  return [];
}
