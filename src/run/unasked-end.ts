/** A server that goes away while nothing is asked of it: between two steps, behind the last answer, during the close. */

import { unaskedEndChecks } from '../checks/index.ts';
import { type Closure, hasAnswer, type Plan, type RawFinding } from '../model.ts';
import type { UnaskedEnd as EndOfServer } from '../session/last-words.ts';
import type { Session } from '../session/session.ts';
import { sleep } from '../waiting.ts';
import { passMoment } from '../wire/rest.ts';
import type { Asked } from './asked.ts';
import { explained } from './blame.ts';
import type { Catalogue } from './catalogue.ts';
import { causesIn, tellsOfException } from './causes.ts';
import type { Connection } from './connection.ts';
import type { Ends } from './ends.ts';
import type { Cleaning, Judging } from './judging.ts';
import type { RunOptions } from './options.ts';
import { isApp } from './safety.ts';

/** Its words may be read a moment after its end is known. */
const LAST_WORDS_MS = 150;
/** How long each of the last questions waits; a server that reacts to nothing is none that has crashed. */
const FAREWELL_MS = 1000;

interface LastWords {
  readonly connection: Connection;
  readonly catalogue: Catalogue;
  readonly options: RunOptions;
}

interface UnaskedEnd extends Judging, Cleaning {
  readonly connection: Connection;
  readonly options: RunOptions;
  readonly asked: Asked;
  readonly ends: Ends;
}

/**
 * Asks for the list once more, which this server has given before. The answer shows that it has done with what was asked
 * before; then it has a moment, and where it is not seen at rest, what it had set to happen in that moment happens before
 * another answer, however slow the machine is. Resolves with whether there was an answer.
 */
export async function awaitLastWords({ connection, catalogue, options }: LastWords): Promise<boolean> {
  const session = connection.current?.session;
  if (!session?.wire.started || !catalogue.isKnown) return false;
  const { stderr } = session.wire;
  const mark = stderr.position;
  const ask = () =>
    session.request('tools/list', undefined, { timeoutMs: FAREWELL_MS, signal: options.stop, isAside: true });
  const first = await ask();
  if (!hasAnswer(first)) return false;
  if (await passMoment(session.wire.started)) return true;
  await ask();
  // Another thread may still answer while the process is dying of an exception.
  if (tellsOfException(stderr.since(mark))) await untilGone(session);
  return true;
}

/** Resolves when the server is gone, or after a second. */
export async function untilGone(session: Pick<Session, 'closure'>): Promise<void> {
  const deadline = performance.now() + FAREWELL_MS;
  while (!session.closure && performance.now() < deadline) await sleep(10);
}

/** How the app ended that a request to one of its other routes has lost, which tells it then; undefined while it runs on. */
export async function endMet({
  connection,
  plan,
}: {
  readonly connection: Connection;
  readonly plan: Plan;
}): Promise<EndOfServer | undefined> {
  const session = connection.current?.session;
  if (!session || !isApp(plan.server)) return undefined;
  await untilGone(session);
  if (session.closure?.reason !== 'exit') return undefined;
  // Several requests may have met it.
  return session.takeUnaskedEnd(session.closure, true);
}

/** Why a server is gone, where no request has told it; each end is told once. `closure` where our own end of it hides its. */
export async function judgeUnaskedEnd(
  context: UnaskedEnd,
  closure?: Closure,
  last = context.connection.current,
): Promise<RawFinding[]> {
  const { connection, inspect, options, asked } = context;
  const isFair = connection.stuckIn === undefined && !options.stop.aborted && last?.handshake.info !== undefined;
  if (!isFair || !(closure ?? last.session.closure)) return [];
  await last.session.wire.stderr.settled(LAST_WORDS_MS);
  const end = last.session.takeUnaskedEnd(closure);
  if (!end) return [];
  const { last: after } = asked;
  context.ends.note({ closure: end.closure, behind: after });
  const findings = inspect(unaskedEndChecks, { ...end, ...(after === undefined ? {} : { after }) });
  const causes = causesIn(context, { phase: 'call', stderr: end.stderr });
  return explained(context, causes, findings, end.stderr);
}
