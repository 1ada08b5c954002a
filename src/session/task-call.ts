/**
 * A call that its tool takes only as a task (MCP 2025-11-25, Tasks): made, polled at the pace that the server asks for, and fetched,
 * all under the time limit of the call.
 */
import type { Exchange, Irregularity, Outcome } from '../model.ts';
import { resultOf } from './dialect/dialect.ts';
import type { RequestOptions, Session } from './session.ts';
import { pollTask, timeLeft } from './task-polls.ts';

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
  const { taskId, interval } = task;
  const { exchange, outcome: given } = await pollTask({
    session,
    ask,
    params: { taskId },
    interval,
    intervalKey: 'pollInterval',
    deadline,
    signal: options.signal,
  });
  const isDone = given === undefined && exchange.outcome.kind === 'result';
  const last = isDone ? await ask('tasks/result', { taskId }, { ...options, timeoutMs: timeLeft(deadline) }) : exchange;
  const outcome: Outcome = given ?? last.outcome;
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

interface Task {
  readonly taskId: string;
  readonly interval: unknown;
}

function taskIn(outcome: Outcome): Task | undefined {
  const { taskId, pollInterval } = (resultOf(outcome)?.['task'] ?? {}) as Record<string, unknown>;
  return typeof taskId === 'string' ? { taskId, interval: pollInterval } : undefined;
}
