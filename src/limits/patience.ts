/**
 * Synchronous, pure code that may contain costly jobs, run so that our event loop never waits for one: a job that is not
 * done at once is done on the judging thread, and the code is run again with its answer.
 */
import type { StopSignal } from '../stopping.ts';
import { BudgetExceeded, JobFailed, Struck, withinCpu, withinWall } from './budget.ts';
import type { Job } from './job.ts';
import { doElsewhere } from './judging-thread.ts';

/** How long a job may hold up the event loop before it is done elsewhere. Never a verdict. */
const QUICK_MS = 100;
/** Of one piece of code: what needs more jobs done elsewhere has a fault in each. */
const MOST_ELSEWHERE = 20;

/**
 * `little`: by its size it takes no longer than some ten milliseconds, so that it needs no limit, which costs a thread of its
 * own; `much`: not even tried here.
 */
export type Effort = 'little' | 'unknown' | 'much';

type Answer = { readonly value: unknown } | { readonly error: unknown };

interface Replay {
  /** In the order in which the code asks. */
  readonly answers: Answer[];
  asked: number;
  elsewhere: number;
}

/** Thrown through the code that asked, which may catch a JobFailed and nothing else. */
class Elsewhere extends Error {
  constructor(readonly job: Job) {
    super(`${job.kind} goes on elsewhere`);
  }
}

let replay: Replay | undefined;

/**
 * Runs `work`, which must be pure: it is run again for each job that was done elsewhere. A job that is out of its budget
 * throws BudgetExceeded inside `work`; so does every job once `signal` is aborted. Without such a job it is done at once.
 */
export function patiently<T>(work: () => T, signal?: StopSignal): T | Promise<T> {
  const state: Replay = { answers: [], asked: 0, elsewhere: 0 };
  try {
    return inReplay(state, work);
  } catch (error) {
    if (!(error instanceof Elsewhere)) throw error;
    return goOn(state, error, work, signal);
  }
}

async function goOn<T>(state: Replay, first: Elsewhere, work: () => T, signal: StopSignal | undefined): Promise<T> {
  for (let { job } = first; ; ) {
    state.elsewhere += 1;
    state.answers.push(await settled(job, signal));
    try {
      return inReplay(state, work);
    } catch (error) {
      if (!(error instanceof Elsewhere)) throw error;
      ({ job } = error);
    }
  }
}

function inReplay<T>(state: Replay, work: () => T): T {
  const outer = replay;
  replay = state;
  state.asked = 0;
  try {
    return work();
  } finally {
    replay = outer;
  }
}

async function settled(job: Job, signal: StopSignal | undefined): Promise<Answer> {
  try {
    return { value: await doElsewhere(job, signal) };
  } catch (error) {
    return { error };
  }
}

/**
 * What `local` returns, or what the judging thread says of the same `job`. Throws BudgetExceeded when the job is out of
 * its processor time, another JobFailed when it throws. Outside `patiently` all is done here.
 */
export function bounded<T>(job: Job, local: () => T, effort: Effort = 'unknown'): T {
  const answer = replay === undefined ? answerNow(job, local) : nextAnswer(replay, job, local, effort);
  if (!('error' in answer)) return answer.value as T;
  throw answer.error instanceof JobFailed ? answer.error : new JobFailed(reasonOf(answer.error));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerNow({ cpuMs, prepareMs = 0 }: Job, local: () => unknown): Answer {
  try {
    return { value: withinCpu(cpuMs + prepareMs, local) };
  } catch (error) {
    return { error };
  }
}

function nextAnswer(state: Replay, job: Job, local: () => unknown, effort: Effort): Answer {
  const answer = state.answers[state.asked] ?? answerHere(state, job, local, effort);
  state.asked += 1;
  return answer;
}

function answerHere(state: Replay, job: Job, local: () => unknown, effort: Effort): Answer {
  const answer = effort === 'much' ? undefined : quickAnswer(local, effort === 'little');
  if (answer === undefined && state.elsewhere < MOST_ELSEWHERE) throw new Elsewhere(job);
  const given = answer ?? { error: new BudgetExceeded(job.cpuMs) };
  state.answers.push(given);
  return given;
}

/** Undefined where it takes longer, or more stack than we have: the judging thread has more of both. */
function quickAnswer(local: () => unknown, isLittle: boolean): Answer | undefined {
  try {
    return { value: isLittle ? local() : withinWall(QUICK_MS, local) };
  } catch (error) {
    return error instanceof Struck || error instanceof RangeError ? undefined : { error };
  }
}
