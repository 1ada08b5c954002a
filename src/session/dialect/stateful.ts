/** The revisions up to 2025-11-25: a conversation is opened by initialize and notifications/initialized (MCP, Lifecycle). */
import { NEWEST_STATEFUL } from '../../model.ts';
import { within } from '../../waiting.ts';
import {
  type Client,
  type Conversation,
  type Dialect,
  type Handshake,
  NOBODY,
  namesOf,
  type OpenOptions,
  resultOf,
} from './dialect.ts';
import { offersOf } from './offers.ts';

/**
 * Over HTTP official clients ask for nothing before notifications/initialized has had its answer: until then a server may refuse all else.
 * One that does not answer it is spoken to none the less.
 */
const TOLD_MS = 5000;

export function stateful(protocol: string = NEWEST_STATEFUL, client: Client = NOBODY): Dialect {
  return {
    protocol,
    isStateless: false,
    open: (session, options) => initialize(session, protocol, client, options),
    params: (params) => params,
    headers: () => ({}),
    signOfLife: 'ping',
    // MCP 2025-11-25, Lifecycle, Timeouts: tell the server; initialize must not be cancelled.
    cancellation: (requestId, method) =>
      method === 'initialize' ? undefined : cancelled({ requestId, reason: 'Timed out' }),
    read: () => [],
  };
}

export function cancelled(params: object): object {
  return { jsonrpc: '2.0', method: 'notifications/cancelled', params };
}

async function initialize(
  session: Conversation,
  protocolVersion: string,
  { version, capabilities }: Client,
  options: OpenOptions,
): Promise<Handshake> {
  const params = { protocolVersion, capabilities, clientInfo: { name: 'mcp-smoke', version } };
  const opening = await session.request('initialize', params, { ...options, isOpening: true });
  const result = resultOf(opening.outcome);
  const offers = offersOf(opening.outcome);
  const facts = { opening, asked: protocolVersion, ...(offers ? { offers } : {}) };
  if (!result) return facts;
  const { protocolVersion: answered, capabilities: offered, serverInfo } = result;
  const protocol = typeof answered === 'string' ? answered : protocolVersion;
  session.negotiated(protocol);
  session.notify('notifications/initialized');
  const told = session.wire.told?.();
  const leftMs = Math.max(0, options.timeoutMs - opening.durationMs);
  if (told) await within(Math.min(TOLD_MS, leftMs), told, options.signal);
  session.wire.established();
  return { ...facts, info: { ...namesOf(serverInfo), protocol, capabilities: offered } };
}
