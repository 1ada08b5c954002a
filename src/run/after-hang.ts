/** A call that got no answer, looked at on the spot: do our signs of life mean anything, and has the server outlived our cancellation? */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { type Exchange, hasAnswer, isTimeout, type Liveness, type RawFinding } from '../model.ts';
import type { Session } from '../session/session.ts';
import { sleep } from '../waiting.ts';
import { thrownIn } from './causes.ts';
import { eaten, eatenBy, isLost, judgeEaten } from './eaten.ts';
import type { Hints } from './effects.ts';
import type { Cleaning, Stoppable } from './judging.ts';
import { askAlive, askAside } from './sign-of-life.ts';
import { type Connected, firstAnsweredAt } from './target.ts';

/** A server that has just answered pings answers one more, or is on its way out: interpreters take a while for that. */
const OUTLIVE_MS = 3000;

const MOST_LOOKS = 10;
const LOOK_AGAIN_MS = 10;
/** Its reason may reach stderr a moment later. */
const STDERR_GRACE_MS = 150;

export interface Examined {
  readonly exchange: Exchange;
  readonly findings: readonly RawFinding[];
}

/** At once where the call was answered, and so was all that we have asked beside it. */
export function examineHang(
  context: Cleaning & Stoppable & Hints,
  connected: Connected,
  exchange: Exchange,
): Examined | Promise<Examined> {
  const isPlain = hasAnswer(exchange) && !connected.session.pings.isOpen;
  return isPlain ? { exchange, findings: [] } : examine(context, connected, exchange);
}

async function examine(
  context: Cleaning & Stoppable & Hints,
  connected: Connected,
  exchange: Exchange,
): Promise<Examined> {
  const { liveness } = exchange;
  const { session } = connected;
  if (context.stop.aborted) return { exchange, findings: [] };
  if (!isTimeout(exchange)) return { exchange, findings: await judgeEaten(context, session, exchange) };
  // Whom of the two a message reaches is chance: none tells anything of the server.
  const reader = await readerIn(connected);
  if (reader !== undefined) return { exchange, findings: [eatenBy(context.redact(reader))] };
  if (liveness.silentSinceMs !== undefined) return examineSilence(context, session, exchange);
  return { exchange, findings: await outlived(context, session) };
}

/** A process of the server that waits for what we send to it. */
async function readerIn(connected: Connected): Promise<string | undefined> {
  const { started, transport, closure } = connected.session.wire;
  if (!started || transport !== 'stdio' || closure) return undefined;
  const { stdinReaders } = await import('../stacks/stdin-readers.ts');
  for (let looks = 1; ; looks++) {
    const { late, unclear } = stdinReaders(started, firstAnsweredAt(connected));
    // What we have just sent has woken whoever reads it: in a moment it does so again.
    if (late[0] || unclear.length === 0 || looks === MOST_LOOKS) return late[0]?.command;
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Asked once more, now that the call is given up: a ping may have gone astray, and some servers know none. */
async function examineSilence(
  context: Cleaning & Stoppable & Hints,
  session: Session,
  exchange: Exchange,
): Promise<Examined> {
  const mayList = context.catalogue.isKnown && !session.pings.hasPonged;
  const [list, isTaken] = await Promise.all([
    mayList ? askAside(context, session, 'tools/list') : undefined,
    session.wire.transport === 'stdio' && isLost(context, session),
  ]);
  if (isTaken)
    return {
      exchange: withSign(exchange, `a later ${session.dialect.signOfLife}`),
      findings: [eaten(session, exchange)],
    };
  // Where our question has been answered by now as well, the server was blocked until then.
  const knowsNone = list !== undefined && hasAnswer(list) && session.pings.isOpen;
  return { exchange: knowsNone ? withSign(exchange, 'tools/list') : exchange, findings: [] };
}

/** The call was cancelled a moment ago (MCP 2025-11-25, Cancellation): sessions have died of that. */
async function outlived(context: Cleaning & Stoppable, session: Session): Promise<RawFinding[]> {
  // Of a server that answers no such question nothing can be told; one that was asked late may have had no time to.
  if (!session.wire.started || session.pings.isUnknown) return [];
  const mark = session.wire.stderr.position;
  const first = await askAlive(context, session, OUTLIVE_MS);
  // What has come along with the cancellation is still answered while an exception is on its way.
  const { outcome } = hasAnswer(first) ? await askAlive(context, session, OUTLIVE_MS) : first;
  if (outcome.kind !== 'closed') return [];
  session.excuse();
  await session.wire.stderr.settled(STDERR_GRACE_MS);
  const message =
    'The session died of the notification that the call was cancelled; hosts send it after every time-out.';
  const thrown = thrownIn(context, session.wire.stderr.since(mark));
  const evidence = thrown ? { evidence: `stderr: ${thrown.type}: ${thrown.message}` } : {};
  const where = thrown?.where === undefined ? {} : { where: thrown.where };
  return [toFinding(ruleInfo('cancel-crash'), { message, ...evidence, ...where })];
}

/** It answers something else: that is no silence. */
function withSign(exchange: Exchange, otherSign: string): Exchange {
  const { silentSinceMs: _, ...rest } = exchange.liveness;
  const liveness: Liveness = { ...rest, otherSign };
  return { ...exchange, liveness, outcome: { kind: 'no-answer', why: { reason: 'timeout', liveness } } };
}
