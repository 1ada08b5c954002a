/** Messages of ours that somebody else than the server has read: a tool, or a child process that has its stdin. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Exchange, hasAnswer, type RawFinding } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { SuiteContext } from './context.ts';
import { askAside } from './sign-of-life.ts';

/** Answers may overtake each other by so much. */
const OVERTAKEN_MS = 500;

/** A ping that was open when the call was answered: has it gone astray, or does the server know none? */
export async function judgeEaten(context: SuiteContext, session: Session, exchange: Exchange): Promise<RawFinding[]> {
  const isOpen = session.wire.transport === 'stdio' && hasAnswer(exchange) && session.pings.isOpen;
  if (!isOpen || session.closure || context.stop.aborted) return [];
  if (quotedIn(exchange) === undefined && !(await isLost(context, session))) return [];
  return [eaten(context, session, exchange)];
}

/** The server answers a ping that was sent later, and nothing else comes for the one before it. */
export async function isLost(context: SuiteContext, session: Session): Promise<boolean> {
  await untilAnswered(session);
  if (!session.pings.isOpen || session.pings.isUnknown) return false;
  const later = await askAside(context, session, 'ping');
  if (!hasAnswer(later)) {
    if (!session.pings.hasPonged) session.pings.isUnknown = true;
    return false;
  }
  await untilAnswered(session);
  return session.pings.isOpen;
}

export function eaten({ rooms, redact }: SuiteContext, session: Session, exchange: Exchange): RawFinding {
  session.pings.forget();
  const quoted = quotedIn(exchange);
  const message = quoted
    ? 'The answer holds a message of ours that the server itself never got.'
    : 'A ping that we sent during the call was never answered, though a later one was: somebody else has read it.';
  const line = quoted ?? pings(exchange).at(-1);
  return rooms.toFinding(rooms.ruleInfo('reads-stdin'), {
    message,
    ...(line === undefined ? {} : { evidence: `sent: ${redact(line)}` }),
  });
}

async function untilAnswered(session: Session): Promise<void> {
  const deadline = performance.now() + OVERTAKEN_MS;
  while (session.pings.isOpen && performance.now() < deadline) await sleep(10);
}

/** The ping, as we sent it, that stands in the answer. */
function quotedIn({ outcome, frames }: Exchange): string | undefined {
  if (outcome.kind !== 'result' && outcome.kind !== 'rpc-error') return undefined;
  const answer = JSON.stringify(outcome);
  return pings({ frames }).find((line) => answer.includes(JSON.stringify(line).slice(1, -1)));
}

function pings({ frames }: Pick<Exchange, 'frames'>): string[] {
  const sent = frames.filter(({ direction, text }) => direction === 'out' && text.includes('"method":"ping"'));
  return sent.map(({ text }) => text);
}
