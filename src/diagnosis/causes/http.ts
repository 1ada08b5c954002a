/** Servers over HTTP: sessions, guards and the life of an app. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const TRANSPORT_SPEC = 'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports';

const taskGroup: RuleInfo = {
  id: 'task-group',
  level: 'error',
  title: 'The session manager of the server does not run, or runs twice',
  hint: 'Enter session_manager.run() in the lifespan of the app that mounts the server (FastMCP: lifespan=mcp_app.lifespan), once per instance.',
};

const statelessReuse: RuleInfo = {
  id: 'stateless-reuse',
  level: 'error',
  title: 'One transport is used for several requests',
  hint: 'Make a new server and a new transport for every request.',
};

const hostRejected: RuleInfo = {
  id: 'host-rejected',
  level: 'error',
  title: 'The guard against DNS rebinding refuses the Host header',
  hint: 'Allow the host: TransportSecuritySettings(allowed_hosts=[…]) in Python, allowedHosts in TypeScript.',
  spec: `${TRANSPORT_SPEC}#security-warning`,
};

const originRejected: RuleInfo = {
  id: 'origin-rejected',
  level: 'error',
  title: 'The guard against DNS rebinding refuses the Origin header',
  hint: 'Allow the origin: allowed_origins in Python, allowedOrigins in TypeScript.',
  spec: `${TRANSPORT_SPEC}#security-warning`,
};

const notAcceptable: RuleInfo = {
  id: 'not-acceptable',
  level: 'error',
  title: 'The Accept header did not reach the server',
  hint: 'A proxy must pass Accept: application/json, text/event-stream on unchanged.',
  spec: `${TRANSPORT_SPEC}#sending-messages-to-the-server`,
};

const sessionMissing: RuleInfo = {
  id: 'session-missing',
  level: 'error',
  title: 'The server does not see the session id',
  hint: 'A proxy must pass Mcp-Session-Id on; with several workers use sticky sessions or a stateless server.',
  spec: `${TRANSPORT_SPEC}#session-management`,
};

const sessionLost: RuleInfo = {
  id: 'session-lost',
  level: 'error',
  title: 'The server has forgotten the session',
  hint: 'Run one worker, share the sessions between workers, or use a stateless server.',
  spec: `${TRANSPORT_SPEC}#session-management`,
};

/** What a tool says of its own sessions and hosts is none of it. */
const NOT_OF_TOOLS = ['rpc', 'http', 'stderr'] as const;

const rows: readonly Omit<Cause, 'isOfHttp'>[] = [
  {
    rule: taskGroup,
    pattern: /Task group is not initialized/,
    message: () => 'The session manager of the server was never started.',
  },
  {
    rule: taskGroup,
    pattern: /\.run\(\) can only be called once per instance/,
    message: () => 'The session manager of the server was started twice.',
    hint: 'Make a new server instance for every start of the app.',
  },
  {
    rule: statelessReuse,
    pattern: /Stateless transport cannot be reused|Already connected to a transport/,
    message: () => 'The server uses one transport for more than one request.',
  },
  {
    rule: hostRejected,
    pattern: /Invalid Host header/,
    message: () => 'The server does not accept the host name it is reached by.',
  },
  {
    rule: originRejected,
    pattern: /Invalid Origin header/,
    message: () => 'The server does not accept the Origin header.',
  },
  {
    rule: notAcceptable,
    pattern: /Not Acceptable: Client must accept/,
    message: () => 'The server did not see the Accept header that was sent.',
  },
  {
    rule: sessionMissing,
    sources: ['rpc', 'http'],
    // All that is said: a server may have sessions of another kind.
    pattern:
      /(?:^|")(?:Bad Request: )?(?:Missing session ID|No valid session ID(?: provided)?|Server not initialized)[.!]?(?:$|")/,
    message: () => 'The server did not see the session id that it had given out.',
  },
  {
    rule: sessionLost,
    sources: ['rpc', 'http'],
    pattern: /(?:^|")(?:Bad Request: )?Session not found[.!]?(?:$|")/,
    message: () => 'The server no longer knows the session that it had opened.',
  },
];

export const httpCauses: readonly Cause[] = rows.map((row) => ({ sources: NOT_OF_TOOLS, ...row, isOfHttp: true }));
