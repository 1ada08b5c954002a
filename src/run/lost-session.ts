/** A server over HTTP that no longer knows its session: hosts open a new one (MCP 2025-11-25, Transports, Session Management). */
import { httpFault } from '../checks/http/fault.ts';
import type { Exchange } from '../model.ts';

/** What a connection is told of its session. */
interface Watched {
  /** The next step gets a new session. */
  markLost(): void;
  /** The session may have gone with what this step met. */
  markDamaged(stepName: string): void;
}

/** The server refused the request as one of a session that it does not know, and so has carried nothing out. */
export function isLost(exchange: Exchange | undefined): boolean {
  return exchange !== undefined && httpFault(exchange) === 'session-lost';
}

/** What the exchange says of the session that it was made in. */
export function noteSession(connection: Watched, stepName: string, exchange: Exchange | undefined): void {
  if (isLost(exchange)) connection.markLost();
  else if (hasBrokenOff(exchange)) connection.markDamaged(stepName);
}

/** The answer broke off, or the server failed: what made it fail may have ended the session as well. */
function hasBrokenOff(exchange: Exchange | undefined): boolean {
  if (exchange?.outcome.kind !== 'no-answer') return false;
  const { why } = exchange.outcome;
  return why.reason === 'stream-ended' || (why.reason === 'http-status' && why.http.status >= 500);
}
