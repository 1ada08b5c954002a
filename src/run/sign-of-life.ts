/** A question of our own beside the script, to see whether the server still reacts. */
import type { Exchange } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { Stoppable } from './judging.ts';

/** As long as a question must be open before its silence means anything. */
export const SIGN_MS = 1000;

/** Whatever is asked for a sign of life in the era of the server. */
export function askAlive(context: Stoppable, session: Session, timeoutMs = SIGN_MS): Promise<Exchange> {
  return askAside(context, session, session.dialect.signOfLife, timeoutMs);
}

export function askAside(
  { stop }: Stoppable,
  session: Session,
  method: string,
  timeoutMs = SIGN_MS,
  params?: object,
): Promise<Exchange> {
  return session.request(method, params, { timeoutMs, signal: stop, isAside: true });
}
