/**
 * The handshake of the revisions up to 2025-11-25: initialize, then notifications/initialized (MCP, Lifecycle).
 * A later era has a handshake of its own beside this one; both give a `ServerInfo`.
 */
import { type Exchange, NEWEST_PROTOCOL } from '../model.ts';
import type { Session } from './session.ts';

export interface ServerInfo {
  readonly name?: string;
  readonly version?: string;
  /** The revision that both sides speak from here on. */
  readonly protocol: string;
  /** As it came. */
  readonly capabilities: unknown;
}

export interface Handshake {
  readonly initialize: Exchange;
  /** Absent when the server gave no usable answer. */
  readonly info?: ServerInfo;
}

export interface HandshakeOptions {
  /** `auto` asks for the newest revision. */
  readonly protocol: string;
  readonly timeoutMs: number;
  readonly clientVersion: string;
  /** What the server may ask us; nothing where absent. */
  readonly capabilities?: object;
  readonly signal?: AbortSignal;
}

/** Never rejects: what went wrong is in the exchange. */
export async function initialize(session: Session, options: HandshakeOptions): Promise<Handshake> {
  const { protocol, timeoutMs, clientVersion, capabilities = {}, signal } = options;
  const protocolVersion = requestedProtocol(protocol);
  const clientInfo = { name: 'mcp-smoke', version: clientVersion };
  const params = { protocolVersion, capabilities, clientInfo };
  const exchange = await session.request('initialize', params, { timeoutMs, signal });
  const { outcome } = exchange;
  if (outcome.kind !== 'result' || typeof outcome.result !== 'object' || outcome.result === null) {
    return { initialize: exchange };
  }
  const info = readInfo(outcome.result as Record<string, unknown>, protocolVersion);
  session.wire.negotiated(info.protocol);
  session.notify('notifications/initialized');
  session.wire.established();
  return { initialize: exchange, info };
}

/** What a plan's `protocol` asks the server for. */
export function requestedProtocol(protocol: string): string {
  return protocol === 'auto' ? NEWEST_PROTOCOL : protocol;
}

function readInfo(result: Record<string, unknown>, asked: string): ServerInfo {
  const { protocolVersion, capabilities, serverInfo } = result;
  const { name, version } = (serverInfo ?? {}) as Record<string, unknown>;
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof version === 'string' ? { version } : {}),
    protocol: typeof protocolVersion === 'string' ? protocolVersion : asked,
    capabilities,
  };
}
