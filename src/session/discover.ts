/** `server/discover` of the 2026-07-28 revision, which replaces initialize: who speaks only this refuses the older handshake. */
import { type Exchange, PROTOCOLS } from '../model.ts';
import type { Handshake } from './handshake.ts';
import type { RequestOptions, Session } from './session.ts';

const REVISION = '2026-07-28';
const META = {
  'io.modelcontextprotocol/protocolVersion': REVISION,
  'io.modelcontextprotocol/clientInfo': { name: 'mcp-smoke', version: '0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const UNSUPPORTED_VERSION = -32022;
const METHOD_NOT_FOUND = -32601;
/** The server has just answered. */
const SHORT_MS = 3000;

/** Never rejects. Without the `_meta` a server of that revision says that it does not know the method. */
export function askDiscover(session: Session, options: RequestOptions): Promise<Exchange> {
  return session.request('server/discover', { _meta: META }, options);
}

/** The revisions of a server that speaks none of ours, as it says itself; undefined where that is not why it refused. */
export async function newerRevisions(
  session: Session,
  { initialize: { outcome } }: Handshake,
  { timeoutMs, signal }: RequestOptions,
): Promise<readonly string[] | undefined> {
  if (outcome.kind !== 'rpc-error') return undefined;
  const { code, message, data } = outcome.error;
  const isUnsupported = code === UNSUPPORTED_VERSION || /unsupported protocol version/i.test(String(message));
  const named = isUnsupported ? strings((data as { supported?: unknown } | null | undefined)?.supported) : [];
  if (named.length > 0) return named.some(isKnown) ? undefined : named;
  if (code !== METHOD_NOT_FOUND && code !== UNSUPPORTED_VERSION) return undefined;
  session.wire.negotiated(REVISION);
  const asked = await askDiscover(session, { timeoutMs: Math.min(timeoutMs, SHORT_MS), ...(signal ? { signal } : {}) });
  if (asked.outcome.kind !== 'result') return undefined;
  const { supportedVersions } = (asked.outcome.result ?? {}) as { supportedVersions?: unknown };
  const listed = strings(supportedVersions);
  if (listed.some(isKnown)) return undefined;
  return listed.length > 0 ? listed : [REVISION];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').slice(0, 20) : [];
}

function isKnown(revision: string): boolean {
  return (PROTOCOLS as readonly string[]).includes(revision);
}
