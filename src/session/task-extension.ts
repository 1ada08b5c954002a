/**
 * A call that its tool takes only from clients that know tasks (io.modelcontextprotocol/tasks, an extension of 2026-07-28): made
 * again with the extension declared, polled, its questions answered, all under the time limit of the call.
 */
import { isObject } from '../json/kind.ts';
import { type Exchange, type Irregularity, type Outcome, requiredCapabilities, STATELESS_META } from '../model.ts';
import { resultOf } from './dialect/dialect.ts';
import { questionsOf, sayTo } from './input-required.ts';
import type { RequestOptions, Session } from './session.ts';
import { noting } from './task-call.ts';
import { pollTask, timeLeft } from './task-polls.ts';

const TASKS = `${STATELESS_META}tasks`;
const CAPABILITIES = `${STATELESS_META}clientCapabilities`;
/** How a call is told that became a task; whoever declares the extension knows it. */
const UNKNOWN = 'result-type-unknown';

/** The server did not make the call, since this extension was not declared with it. */
export function needsTasks(exchange: Exchange): boolean {
  const extensions = requiredCapabilities(exchange)?.['extensions'];
  return isObject(extensions) && Object.hasOwn(extensions, TASKS);
}

/** One exchange for all of it, from the call that was `refused` on. Never rejects; who makes no task has answered the call itself. */
export async function callWithTasks(
  session: Session,
  params: object | undefined,
  options: RequestOptions,
  refused: Exchange,
): Promise<Exchange> {
  const deadline = performance.now() + options.timeoutMs - refused.durationMs;
  const { ask, irregularities: noted } = noting(session);
  const all = () => [...refused.irregularities, ...noted];
  const timeoutMs = Math.max(1, deadline - performance.now());
  const made = await ask(refused.method, declaring(session, params), { ...options, timeoutMs });
  const { resultType, taskId, pollIntervalMs } = resultOf(made.outcome) ?? {};
  if (resultType !== 'task' || typeof taskId !== 'string')
    return { ...made, ...from(refused, session), irregularities: all() };
  const answered = new Set<string>();
  const { exchange, outcome } = await pollTask({
    session,
    ask,
    params: declaring(session, { taskId }),
    interval: pollIntervalMs,
    intervalKey: 'pollIntervalMs',
    deadline,
    signal: options.signal,
    answer,
  });
  const isOfTask = (one: Irregularity) => one.rule === UNKNOWN && made.irregularities.includes(one);
  const irregularities = all().filter((one) => !isOfTask(one));
  return {
    ...exchange,
    ...from(refused, session),
    method: refused.method,
    outcome: outcome ?? endOf(exchange),
    irregularities,
  };

  /** Each once: the server may ask on until it has taken the answer in. */
  async function answer(requests: unknown): Promise<void> {
    const open = questionsOf(requests).filter(([key]) => !answered.has(key));
    for (const [key] of open) answered.add(key);
    const inputResponses = await sayTo(session.host, open, (note) => session.note(note));
    if (Object.keys(inputResponses).length === 0) return;
    const update = declaring(session, { taskId, inputResponses });
    await ask('tasks/update', update, { ...options, timeoutMs: timeLeft(deadline) });
  }
}

/** What the call itself would have been answered. */
function endOf({ outcome }: Exchange): Outcome {
  const { status, result, error } = resultOf(outcome) ?? {};
  if (status === 'completed') return { kind: 'result', result };
  if (status !== 'failed' || !isObject(error)) return outcome;
  const { code, message, data } = error;
  return { kind: 'rpc-error', error: { code, message, ...(data === undefined ? {} : { data }) } };
}

function declaring(session: Session, params: object | undefined): object {
  const { _meta } = session.dialect.params(params) as { _meta: Record<string, unknown> };
  const declared = _meta[CAPABILITIES] as { extensions?: object } | undefined;
  const extensions = { ...declared?.extensions, [TASKS]: {} };
  return { ...params, _meta: { ..._meta, [CAPABILITIES]: { ...declared, extensions } } };
}

function from({ sentAtMs, frames }: Exchange, session: Session): Pick<Exchange, 'sentAtMs' | 'durationMs' | 'frames'> {
  const first = frames[0];
  const all = first ? session.framesSince(first.seq) : [];
  return { sentAtMs, durationMs: session.wire.now() - sentAtMs, frames: all };
}
