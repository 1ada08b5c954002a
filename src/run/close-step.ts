/** The end of a server that could be used: its last words, how it goes, and whether it had gone before. */
import type { CloseSubject } from '../checks/subjects.ts';
import { isObject } from '../json/kind.ts';
import type { Closure, RawFinding, Shutdown } from '../model.ts';
import { passMoment } from '../wire/rest.ts';
import { tellsOfUncaught, thrownIn } from './causes.ts';
import type { SuiteContext } from './context.ts';
import { judgeEndFrames, judgeLastFrames } from './frames.ts';
import type { Connected } from './target.ts';
import { awaitLastWords, judgeUnaskedEnd } from './unasked-end.ts';

/** What the server was asked at the end. */
interface LastAnswer {
  readonly lastWords: readonly RawFinding[];
  /** tools/list was answered. */
  readonly isListed: boolean;
}

export interface Closed {
  readonly findings: readonly RawFinding[];
  /** Why it took so long, where the server is in order. */
  readonly reason?: string;
}

/** Ends the current server and says what was wrong with its end. */
export async function closeServer(context: SuiteContext): Promise<Closed> {
  const { connection, options, inspect, checks, plan } = context;
  // A server that was stuck, dead or interrupted has no fair chance to go by itself.
  const words = connection.current?.session.wire.stderr;
  const answeredAt = words?.position ?? 0;
  const isFair = () => !options.stop.aborted && connection.isSound;
  const { lastWords, isListed } = isFair() ? await lastWordsOf(context, isFair) : NOTHING_ASKED;
  const gone = await judgeEnd(context, isListed);
  const isHurried = !isFair();
  const { current: last } = connection;
  const mark = last?.session.mark ?? 0;
  const shutdown = (await connection.close(isHurried))!;
  if (isHurried || options.stop.aborted) return { findings: [...gone, ...lastWords] };
  const wentFirst = shutdown.stage === 'already-gone' ? await judgeEnd(context, isListed, last, exitOf(shutdown)) : [];
  const { transport } = plan.server;
  const { waitsFor } = waitingIn(last, mark);
  const findings = [
    ...gone,
    ...wentFirst,
    ...lastWords,
    ...(last ? judgeEndFrames(context, last.session, mark) : []),
    ...inspect(checks.close, {
      transport,
      shutdown,
      ...(waitsFor === undefined ? {} : { waitsFor }),
      ...uncaughtIn(context, words?.since(answeredAt)),
    }),
  ];
  const isLong = waitsFor !== undefined && shutdown.stage.startsWith('sig');
  return { findings, ...(isLong ? { reason: `it waited for an answer to ${named(waitsFor)}` } : {}) };
}

/** Nothing is cut: half a secret would not be known any more. */
function named(method: string): string {
  return /^[a-z]{1,20}\/[a-zA-Z]{1,20}$/.test(method) ? method : 'its question';
}

const NOTHING_ASKED: LastAnswer = { lastWords: [], isListed: false };

/** One that is told already, behind the same answer of another server, is not told again. */
async function judgeEnd(
  context: SuiteContext,
  isListed: boolean,
  last = context.connection.current,
  closure?: Closure,
): Promise<RawFinding[]> {
  const { ends, hangLog } = context;
  if (!isListed || !ends.isTold(closure ?? last?.session.closure, hangLog))
    return judgeUnaskedEnd(context, closure, last);
  last?.session.excuse();
  return [];
}

/** What ended the server, in its own words. */
function uncaughtIn(context: SuiteContext, stderr = ''): Pick<CloseSubject, 'uncaught'> {
  const thrown = tellsOfUncaught(stderr) ? thrownIn(context, stderr) : undefined;
  return thrown ? { uncaught: { ...thrown, stderr } } : {};
}

/**
 * Servers write behind their last answer, too. Those frames are waited for while the server is asked for its list once more:
 * where that came alone before, what comes beside it now is no part of it.
 */
async function lastWordsOf(context: SuiteContext, isFair: () => boolean): Promise<LastAnswer> {
  const { connection, catalogue } = context;
  if (!catalogue.cameAlone) await passMoment(connection.current?.session.wire.started);
  const before = catalogue.cameAlone ? [] : judgeLastFrames(context);
  const isListed = isFair() && (await awaitLastWords(context));
  return { lastWords: catalogue.cameAlone ? judgeLastFrames(context) : before, isListed };
}

/** Whoever was told that the host can be asked, and asks when nothing can be answered any more, waits for that. */
function waitingIn(last: Connected | undefined, mark: number): Pick<CloseSubject, 'waitsFor'> {
  for (const { direction, message } of last?.session.framesSince(mark) ?? [])
    if (direction === 'in' && isObject(message) && typeof message['method'] === 'string' && message['id'] !== undefined)
      return { waitsFor: message['method'] };
  return {};
}

/** It went in the moment before we ended its input. */
function exitOf({ exitCode, signal, durationMs: atMs }: Shutdown): Closure {
  return { reason: 'exit', atMs, ...(exitCode === undefined ? {} : { exitCode }), ...(signal ? { signal } : {}) };
}
