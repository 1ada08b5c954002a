/**
 * Asking after a task until it has ended or the time of its call is up, at the pace that the server asks for: of both eras
 * (MCP 2025-11-25, Tasks; io.modelcontextprotocol/tasks, an extension of 2026-07-28).
 */
import { type Exchange, isTimeout, type Outcome } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import { resultOf } from './dialect/dialect.ts';
import type { Session } from './session.ts';

const SHORTEST_POLL_MS = 50;
const LONGEST_POLL_MS = 2000;
/** The last question, at the deadline, needs time for its answer too; one that is later is judged by its signs of life. */
const LAST_MS = 1000;
const CANCEL_MS = 2000;

/** A task, and how it is asked after. */
export interface Polled {
  /** How soon it may be asked after, as the server said it. */
  readonly interval: unknown;
  readonly intervalKey: 'pollInterval' | 'pollIntervalMs';
  /** When the time of the call is up. */
  readonly deadline: number;
  readonly signal: StopSignal | undefined;
  readonly session: Pick<Session, 'request'>;
  /** Keeps what is wrong with the answers. */
  readonly ask: Session['request'];
  /** That name the task. */
  readonly params: object;
  /** Answers what the task asks for, where that can be. */
  answer?(requests: unknown): Promise<void>;
}

/** The last answer to tasks/get, with what became of the call where the time ran out. Never rejects. */
export async function pollTask(task: Polled): Promise<{ readonly exchange: Exchange; readonly outcome?: Outcome }> {
  const { deadline, signal } = task;
  for (let pollMs = paceOf(task.interval); ; ) {
    const left = () => Math.max(0, deadline - performance.now());
    await sleep(Math.min(pollMs, left()), signal);
    const options = { timeoutMs: timeLeft(deadline), liveness: true, ...(signal ? { signal } : {}) };
    const exchange = await task.ask('tasks/get', task.params, options);
    const { status, inputRequests, [task.intervalKey]: interval } = resultOf(exchange.outcome) ?? {};
    if (isTimeout(exchange)) return { exchange, outcome: await giveUp(task, exchange) };
    const isAsking = status === 'input_required' && task.answer !== undefined;
    // Also of a task that failed or was cancelled the result says what became of it.
    if (status !== 'working' && !isAsking) return { exchange };
    if (isAsking) await task.answer?.(inputRequests);
    pollMs = paceOf(interval, pollMs);
    if (left() === 0 || signal?.aborted) return { exchange, outcome: await giveUp(task, exchange) };
  }
}

/** Of a question about a task; never so little that a machine under load decides. */
export function timeLeft(deadline: number): number {
  return Math.max(LAST_MS, deadline - performance.now());
}

/** A server that answered all along: it is the task that takes too long. */
async function giveUp({ session, params, signal }: Polled, exchange: Exchange): Promise<Outcome> {
  if (signal?.aborted) return { kind: 'no-answer', why: { reason: 'interrupted' } };
  const { outcome, durationMs, liveness } = exchange;
  const mayHear = !isTimeout(exchange) || liveness.silentSinceMs === undefined;
  if (mayHear) await session.request('tasks/cancel', params, { timeoutMs: CANCEL_MS, isAside: true });
  if (isTimeout(exchange)) return outcome;
  const answered = { question: 'tasks/get', asked: 1, answered: 1, longestWaitMs: durationMs };
  return { kind: 'no-answer', why: { reason: 'timeout', liveness: answered } };
}

/** Between questions, as the server wants it, within reason; as before where it does not say. */
function paceOf(interval: unknown, beforeMs = SHORTEST_POLL_MS): number {
  const wanted = typeof interval === 'number' && Number.isFinite(interval) ? interval : beforeMs;
  return Math.min(LONGEST_POLL_MS, Math.max(SHORTEST_POLL_MS, wanted));
}
