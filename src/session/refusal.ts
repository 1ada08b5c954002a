/** How a server refuses what it is asked first, server/discover or initialize; or goes of it. */
import { type Exchange, isHeaderMismatch, STATELESS } from '../model.ts';
import type { Handshake } from './dialect/dialect.ts';
import type { Session } from './session.ts';

/** How a server that does not know server/discover has answered it, for people. */
export function describeRefusal({ outcome, http }: Exchange): string {
  const said = http && http.status >= 300 ? `HTTP status ${http.status}` : undefined;
  if (outcome.kind === 'rpc-error')
    return `it refuses server/discover (${JSON.stringify(outcome.error.code) ?? 'an error'})`;
  if (outcome.kind === 'result') return 'its answer to server/discover names no revision that can be spoken';
  return `it gives no readable answer to server/discover${said === undefined ? '' : ` (${said})`}`;
}

/** It refuses initialize as one that has no such method, or says what it speaks instead: all that it owes is server/discover. */
export function isOfNewerEra({ opening: { outcome }, offers }: Handshake): boolean {
  if (outcome.kind !== 'rpc-error') return false;
  return outcome.error.code === -32601 || (offers?.some((offer) => STATELESS.includes(offer)) ?? false);
}

/**
 * Whether it is the refusal of server/discover that counts where initialize is refused, too: the newer revision is all that is wanted, or
 * the server wants headers that only that one has.
 */
export function isRefusalOfDiscover({ asked, older, isPinned }: BothRefused): boolean {
  const both = [asked, older].map(({ opening }) => opening);
  if (older.info || older.offers || both.some(({ outcome }) => outcome.kind !== 'rpc-error')) return false;
  return isPinned || both.some(isHeaderMismatch);
}

interface BothRefused {
  readonly asked: Handshake;
  readonly older: Handshake;
  readonly isPinned: boolean;
}

/** The process ended or closed its stdout, or cut a connection that it had taken. A launcher ends whatever is asked. */
export function hasGone({ closure }: Session): boolean {
  const isCut = closure?.reason === 'unreachable' && closure.errorCode === 'ECONNRESET';
  return (closure?.reason === 'exit' && !closure.heir) || closure?.reason === 'stdout-closed' || isCut;
}
