/** Messages of ours that somebody else than the server has read: a tool, or a child process that has its stdin. */

import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { type Exchange, hasAnswer, type RawFinding } from '../model.ts';
import type { Session } from '../session/session.ts';
import { toldCommand } from '../text/command-line.ts';
import { sleep } from '../waiting.ts';
import type { Stoppable } from './judging.ts';
import { askAlive } from './sign-of-life.ts';

/** Answers may overtake each other by so much. */
const OVERTAKEN_MS = 500;

/** A ping that was open when the call was answered: has it gone astray, or does the server know none? */
export async function judgeEaten(context: Stoppable, session: Session, exchange: Exchange): Promise<RawFinding[]> {
  const isOpen = session.wire.transport === 'stdio' && hasAnswer(exchange) && session.pings.isOpen;
  if (!isOpen || session.closure || context.stop.aborted) return [];
  if (quotedIn(exchange, session.dialect.signOfLife) === undefined && !(await isLost(context, session))) return [];
  return [eaten(session, exchange)];
}

/** The server answers a ping that was sent later, and nothing else comes for the one before it. */
export async function isLost(context: Stoppable, session: Session): Promise<boolean> {
  await untilAnswered(session);
  if (!session.pings.isOpen || session.pings.isUnknown) return false;
  const later = await askAlive(context, session);
  if (!hasAnswer(later)) {
    if (!session.pings.hasPonged) session.pings.isUnknown = true;
    return false;
  }
  await untilAnswered(session);
  return session.pings.isOpen;
}

export function eaten(session: Session, exchange: Exchange): RawFinding {
  session.pings.forget();
  const { signOfLife } = session.dialect;
  const quoted = quotedIn(exchange, signOfLife);
  const message = quoted
    ? 'The answer holds a message of ours that the server itself never got.'
    : `A ${signOfLife} that we sent during the call was never answered, though a later one was: somebody else has read it.`;
  const line = quoted ?? questions(exchange, signOfLife).at(-1);
  return toFinding(ruleInfo('reads-stdin'), {
    message,
    ...(line === undefined ? {} : { evidence: `sent: ${line}` }),
  });
}

/** A child of the server, by its command, clean of secrets, waits for our requests: it gets those that the server then does not. */
export function eatenBy(command: string): RawFinding {
  const message = `The server has started ${toldCommand(command)}, which reads from the stdin of the server, and so what we send.`;
  return toFinding(ruleInfo('reads-stdin'), { message });
}

async function untilAnswered(session: Session): Promise<void> {
  const deadline = performance.now() + OVERTAKEN_MS;
  while (session.pings.isOpen && performance.now() < deadline) await sleep(10);
}

/** The question, as we sent it, that stands in the answer. */
function quotedIn({ outcome, frames }: Exchange, signOfLife: string): string | undefined {
  if (outcome.kind !== 'result' && outcome.kind !== 'rpc-error') return undefined;
  const answer = JSON.stringify(outcome);
  return questions({ frames }, signOfLife).find((line) => answer.includes(JSON.stringify(line).slice(1, -1)));
}

function questions({ frames }: Pick<Exchange, 'frames'>, signOfLife: string): string[] {
  const sent = frames.filter(
    ({ direction, text }) => direction === 'out' && text.includes(`"method":${JSON.stringify(signOfLife)}`),
  );
  return sent.map(({ text }) => text);
}
