/**
 * A call that its tool takes only as a task (MCP 2025-11-25, Tasks): made, polled at the pace that the server asks for, and fetched,
 * all under the time limit of the call.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Irregularity, Outcome } from '../model.ts';
import { resultOf } from './dialect/dialect.ts';
import type { RequestOptions, Session } from './session.ts';

const SHORTEST_POLL_MS = 50;
const LAST_POLL_MS = 1000;
const LONGEST_POLL_MS = 2000;

/** One exchange for all of it. Never rejects; a server that makes no task has answered the call itself. */
export async function callAsTask(
  session: Session,
  method: string,
  params: object | undefined,
  options: RequestOptions,
): Promise<Exchange> {
  const { mark } = session;
  const deadline = performance.now() + options.timeoutMs;
  const { ask, irregularities } = noting(session);
  const made = await ask(method, { ...params, task: { ttl: options.timeoutMs } }, options);
  const task = taskIn(made.outcome);
  if (task === undefined) return made;
  const { taskId } = task;
  const left = (): RequestOptions => ({ ...options, timeoutMs: Math.max(1, deadline - performance.now()) });
  const polled = await poll({ session, ask }, task, deadline, left);
  const last = polled.isDone ? await ask('tasks/result', { taskId }, left()) : polled.exchange;
  const outcome: Outcome = polled.isDone ? last.outcome : (polled.outcome ?? last.outcome);
  const durationMs = session.wire.now() - made.sentAtMs;
  const facts = { method, sentAtMs: made.sentAtMs, durationMs, outcome, irregularities };
  return { ...last, ...facts, frames: session.framesSince(mark) };
}

/** Asks, and keeps what was wrong with any answer. */
export function noting(session: Session): { ask: Session['request']; irregularities: readonly Irregularity[] } {
  const irregularities: Irregularity[] = [];
  const ask: Session['request'] = async (...request) => {
    const exchange = await session.request(...request);
    irregularities.push(...exchange.irregularities);
    return exchange;
  };
  return { ask, irregularities };
}

interface Polled {
  readonly exchange: Exchange;
  readonly isDone: boolean;
  /** Where the time ran out. */
  readonly outcome?: Outcome;
}

interface Asking {
  readonly session: Session;
  readonly ask: Session['request'];
}

async function poll(
  { session, ask }: Asking,
  task: Task,
  deadline: number,
  left: () => RequestOptions,
): Promise<Polled> {
  for (let { pollMs } = task; ; ) {
    await sleep(Math.min(pollMs, Math.max(0, deadline - performance.now())));
    const options = left();
    // The last question, at the deadline, needs time for its answer too: a task that goes on is cancelled.
    const timeoutMs = Math.max(options.timeoutMs, LAST_POLL_MS);
    const exchange = await ask('tasks/get', { taskId: task.taskId }, { ...options, timeoutMs });
    const { status, pollInterval } = resultOf(exchange.outcome) ?? {};
    // Also of a task that failed or was cancelled the result says what became of it.
    if (status !== 'working') return { exchange, isDone: exchange.outcome.kind === 'result' };
    pollMs = paceOf(pollInterval, pollMs);
    const isLate = performance.now() >= deadline || options.signal?.aborted === true;
    if (isLate) return { exchange, isDone: false, outcome: await giveUp(session, task, exchange, options) };
  }
}

/** The server answered all along: it is the task that takes too long. */
export async function giveUp(
  session: Session,
  { taskId }: Pick<Task, 'taskId'>,
  exchange: Exchange,
  options: RequestOptions,
): Promise<Outcome> {
  if (options.signal?.aborted) return { kind: 'no-answer', why: { reason: 'interrupted' } };
  await session.request('tasks/cancel', { taskId }, { timeoutMs: LONGEST_POLL_MS, isAside: true });
  const { durationMs: longestWaitMs } = exchange;
  return { kind: 'no-answer', why: { reason: 'timeout', liveness: { asked: 1, answered: 1, longestWaitMs } } };
}

interface Task {
  readonly taskId: string;
  readonly pollMs: number;
}

function taskIn(outcome: Outcome): Task | undefined {
  const { taskId, pollInterval } = (resultOf(outcome)?.['task'] ?? {}) as Record<string, unknown>;
  return typeof taskId === 'string' ? { taskId, pollMs: paceOf(pollInterval) } : undefined;
}

/** Between questions, as the server wants it, within reason; as before where it does not say. */
export function paceOf(interval: unknown, beforeMs = SHORTEST_POLL_MS): number {
  const wanted = typeof interval === 'number' && Number.isFinite(interval) ? interval : beforeMs;
  return Math.min(LONGEST_POLL_MS, Math.max(SHORTEST_POLL_MS, wanted));
}
