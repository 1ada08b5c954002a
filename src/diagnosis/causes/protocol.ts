/** The order of the handshake, revisions of the protocol, and requests that a session cannot carry. */
import type { RuleInfo } from '../../model.ts';
import type { Cause } from './cause.ts';

const preInit: RuleInfo = {
  id: 'pre-init-request',
  level: 'info',
  title: 'The server refuses a request because it counts the handshake as unfinished, or does not know the method',
  hint: 'The client must send initialize and notifications/initialized first. mcp 1.x gives the same answer to an unknown method.',
  spec: 'https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle#initialization',
};

const cancelCrash: RuleInfo = {
  id: 'cancel-crash',
  level: 'error',
  title: 'A cancelled request is answered twice, and the session dies',
  hint: 'Upgrade the mcp package: this is a known fault of its older releases.',
};

const unsupportedVersion: RuleInfo = {
  id: 'unsupported-version',
  level: 'error',
  title: 'The server does not support the protocol revision',
  hint: 'Choose one of the revisions the server names with `protocol:`, or upgrade its SDK.',
};

const headerMismatch: RuleInfo = {
  id: 'header-mismatch',
  level: 'error',
  title: 'To the server, a header of the request does not match its body',
  hint: 'A proxy must pass the Mcp-* headers on unchanged; the server must compare them with the body of the same request.',
  spec: 'https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation',
};

const eraPinned: RuleInfo = {
  id: 'era-pinned',
  level: 'info',
  title: 'The connection already speaks the 2026-07-28 revision',
  hint: 'Open a new connection, or start a new process, for the older handshake.',
};

const backChannel: RuleInfo = {
  id: 'server-initiated-refused',
  level: 'error',
  title: 'The server wants to ask the client, and this connection cannot carry the question',
  hint: 'Return an input-required result, or use a session that can carry requests of the server.',
};

const requestState: RuleInfo = {
  id: 'request-state',
  level: 'error',
  title: 'One worker cannot read the request state of another',
  hint: 'Give all workers the same keys for the request state.',
};

const REVISION_SOURCES = ['rpc', 'http', 'stderr'] as const;

export const protocolCauses: readonly Cause[] = [
  {
    rule: preInit,
    pattern: /Received request before initialization was complete/,
    message: () => 'The server got a request before it counted the handshake as complete.',
  },
  {
    rule: preInit,
    sources: ['rpc'],
    pattern: /^Invalid request parameters$/,
    message: () =>
      'The server says only "Invalid request parameters": the handshake is incomplete, or it does not know the method.',
  },
  {
    rule: cancelCrash,
    pattern: /Request already responded to/,
    message: () => 'The SDK of the server answered a cancelled request a second time.',
  },
  {
    rule: unsupportedVersion,
    sources: REVISION_SOURCES,
    pattern: /Unsupported protocol version(.{0,200})/,
    message: ([, rest]) => `The server does not support the protocol revision it was asked for${rest}`,
  },
  {
    rule: headerMismatch,
    sources: REVISION_SOURCES,
    pattern: /header does not match the request body/,
    isHeaderMismatch: true,
    message: () =>
      'The server refuses the request: one of its headers does not match its body, as the server sees them.',
  },
  {
    rule: eraPinned,
    sources: REVISION_SOURCES,
    pattern: /connection is serving the 2026-07-28 protocol/,
    message: () => 'This connection began with the 2026-07-28 revision, and so refuses initialize.',
  },
  {
    rule: backChannel,
    pattern: /Cannot send '([^']{1,100})': this transport context has no back-channel/,
    message: ([, method]) => `The tool sends ${method}, and this connection cannot carry requests of the server.`,
  },
  {
    rule: backChannel,
    // Of fastmcp.
    pattern: /\b(\w{1,40}) via server-initiated requests is unavailable on [\w.-]{1,40} connections/,
    message: ([, kind]) =>
      `The tool asks the client (${kind}), and this connection cannot carry requests of the server.`,
  },
  {
    rule: requestState,
    sources: REVISION_SOURCES,
    isOfStateless: true,
    pattern: /Invalid or expired requestState/,
    message: () => 'The state of the request was made by a worker with another key, or has expired.',
  },
];
