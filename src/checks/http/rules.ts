/** Every rule about HTTP, sessions and credentials: a row where it is an id, a level and a sentence. */
import type { HttpExchange } from '../../model.ts';
import type { Check } from '../check.ts';
import { quoted } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { authNoDcr } from './auth/auth-no-dcr.ts';
import { authNoMetadata } from './auth/auth-no-metadata.ts';
import { authOn200 } from './auth/auth-on-200.ts';
import { authPrm404 } from './auth/auth-prm-404.ts';
import { authResourceMismatch } from './auth/auth-resource-mismatch.ts';
import { needsAuth } from './auth/needs-auth.ts';
import { badContentType } from './bad-content-type.ts';
import { faultRule } from './http-rule.ts';
import { httpStatus } from './http-status.ts';
import { redirectSlash } from './redirect-slash.ts';
import { sessionMissing } from './session-missing.ts';
import { sseBuffered } from './sse-buffered.ts';
import { wrongTransport } from './wrong-transport.ts';

const GUARD = 'Its guard against DNS rebinding does not know the name: ';
const OR_NO_ORIGIN = 'or take Origin out of the headers that are sent.';

/** For every request, whatever it asks. */
export const httpRules: readonly ExchangeRule[] = [
  needsAuth,
  faultRule({
    id: 'host-rejected',
    level: 'error',
    title: 'The server does not accept the host name that it is reached by.',
    hint: `${GUARD}allow it (Python: TransportSecuritySettings(allowed_hosts=[…]); TypeScript: allowedHosts), or make the proxy pass on a host that it knows.`,
    words: {
      node: `${GUARD}allow it (createMcpExpressApp({ allowedHosts: […] }), or allowedHosts of the transport).`,
      python: `${GUARD}allow it (TransportSecuritySettings(allowed_hosts=["name:*"]); Django: ALLOWED_HOSTS; Starlette: TrustedHostMiddleware).`,
      go: `${GUARD}allow it in the handler or middleware that compares r.Host.`,
    },
    spec: SPEC.security,
    told: ({ status }) => ` was refused for its Host header (HTTP status ${status}).`,
  }),
  faultRule({
    id: 'origin-rejected',
    level: 'error',
    title: 'The server does not accept the Origin header.',
    hint: `Allow the origin (Python: allowed_origins, TypeScript: allowedOrigins), ${OR_NO_ORIGIN}`,
    words: {
      node: `Allow the origin (allowedOrigins of the transport), ${OR_NO_ORIGIN}`,
      python: `Allow the origin (TransportSecuritySettings(allowed_origins=[…])), ${OR_NO_ORIGIN}`,
      go: `Allow the origin in the handler or middleware that looks at it (http.CrossOriginProtection: AddTrustedOrigin), ${OR_NO_ORIGIN}`,
    },
    spec: SPEC.security,
    told: ({ status }) => ` was refused for its Origin header (HTTP status ${status}).`,
  }),
  faultRule({
    id: 'redirect-301-get',
    level: 'error',
    title: 'The URL redirects in a way that turns POST into GET.',
    hint: 'Write the final URL (scheme, host, slash at the end) into the smoke file and into the hosts; or redirect with 308.',
    spec: SPEC.sending,
    told: (http) => ` was redirected with status ${whereTo(http)}, after which clients send a GET without the request.`,
  }),
  faultRule({
    id: 'redirect-away',
    level: 'error',
    title: 'The URL redirects to another origin, or in a circle.',
    hint: 'Write the final URL into the smoke file: headers and credentials are never sent to an origin that the file does not name.',
    spec: SPEC.sending,
    told: (http) => ` was redirected with status ${whereTo(http)}, which was not followed.`,
  }),
  redirectSlash,
  faultRule({
    id: 'not-acceptable',
    level: 'error',
    title: 'The server does not see the Accept header that was sent.',
    hint: 'Both application/json and text/event-stream were offered: a proxy in between must pass Accept on unchanged.',
    spec: SPEC.sending,
    told: () => ' was answered with 406 Not Acceptable, though JSON and event streams were accepted.',
  }),
  badContentType,
  faultRule({
    id: 'body-limit',
    level: 'error',
    otherLevels: ['warning'],
    title: 'The server or a proxy does not take a request of this size.',
    hint: 'Raise the limit of what parses the body (express.json({ limit: "4mb" }) has 100 kB by default) and of the proxies before it.',
    words: {
      node: 'Raise the limit of the body parser: express.json({ limit: "4mb" }) has 100 kB by default; and that of the proxies before it.',
      python:
        'Raise the limit on request bodies in the app or its middleware, and that of the proxies before it (nginx: client_max_body_size).',
      go: 'Raise the limit of http.MaxBytesReader, and that of the proxies before it (nginx: client_max_body_size).',
    },
    spec: SPEC.sending,
    told: () => ' was refused as too large (HTTP status 413).',
  }),
  faultRule({
    id: 'proto-header',
    isServerWide: true,
    level: 'error',
    otherLevels: ['warning'],
    title: 'The server does not take the protocol revision that it has negotiated.',
    hint: 'After initialize every request carries MCP-Protocol-Version with the revision that the server chose itself: accept that one.',
    spec: SPEC.protocolHeader,
    told: () => ' was refused for its MCP-Protocol-Version header (HTTP status 400).',
  }),
  sessionMissing,
  faultRule({
    id: 'session-lost',
    level: 'error',
    title: 'The server has forgotten the session.',
    hint: 'Run one worker, share the sessions between workers, or use a stateless server; or it was restarted meanwhile.',
    spec: SPEC.sessions,
    told: ({ status }) => `: the server no longer knows the session that it had opened (HTTP status ${status}).`,
  }),
  faultRule({
    id: 'stateless-reuse',
    level: 'error',
    title: 'The server answers its first request and nothing after it.',
    hint: 'A stateless transport serves one request: make a new server and a new transport for every request (TypeScript: inside the POST handler).',
    spec: SPEC.http,
    told: ({ status }) =>
      ` got HTTP status ${status}, as everything after the first request: one transport seems to be used for several requests.`,
  }),
  faultRule({
    id: 'task-group',
    level: 'error',
    title: 'The session manager of the server does not run.',
    hint: 'Enter session_manager.run() in the lifespan of the app that mounts the server (FastMCP: lifespan=mcp_app.lifespan), once per instance.',
    spec: SPEC.http,
    told: ({ status }) => ` got HTTP status ${status}: the session manager of the server was never started.`,
  }),
  faultRule({
    id: 'sse-endpoint',
    level: 'error',
    title: 'The event stream of HTTP+SSE names no endpoint that messages may be sent to.',
    hint:
      'Begin the stream with "event: endpoint" and the path for POSTs as its data, without scheme and host: behind a proxy the ' +
      'server does not know its own. Where the server speaks streamable HTTP, leave transport: sse away.',
    spec: SPEC.olderTransport,
    told: ({ endpoint }) => ` could not be sent: ${toEndpoint(endpoint)}.`,
  }),
  wrongTransport,
  httpStatus,
  sseBuffered,
  authOn200,
];

/** What the metadata of a server says that wants credentials. */
export const authRules: readonly Check<ConnectSubject>[] = [
  authNoMetadata,
  authPrm404,
  authResourceMismatch,
  authNoDcr,
];

function toEndpoint({ url, fault }: NonNullable<HttpExchange['endpoint']> = {}): string {
  if (fault === 'none') return 'no event named the endpoint for messages';
  return url === undefined
    ? 'what the endpoint event names is no URL'
    : `the endpoint for messages is of another origin (${quoted(url, 200)}), which clients refuse`;
}

/** `307 to "https://…"`, as the server wrote it. */
function whereTo({ status, headers }: HttpExchange): string {
  return headers['location'] === undefined ? `${status}` : `${status} to ${quoted(headers['location'], 200)}`;
}
