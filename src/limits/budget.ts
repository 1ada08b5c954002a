/** Runs a synchronous function under a limit, so that a hostile pattern or schema costs its budget and no more. */
import { createContext, Script } from 'node:vm';

/** A job that has no answer. */
export class JobFailed extends Error {
  override readonly name: string = 'JobFailed';
}

/** The job used up its processor time: nothing is known of the answer. */
export class BudgetExceeded extends JobFailed {
  override readonly name = 'BudgetExceeded';
  constructor(readonly budgetMs: number) {
    super(`not finished within ${budgetMs} ms of processor time`);
  }
}

/** A job was cut short by the clock. That is no verdict: a busy machine may have given us next to nothing. */
export class Struck extends Error {
  override readonly name = 'Struck';
}

const slot: { job: () => unknown } = { job: () => undefined };
let start: ((options: { timeout: number }) => unknown) | undefined;

/** A context takes a while to make. */
function starter(): NonNullable<typeof start> {
  const context = createContext(slot);
  const script = new Script('job()');
  return (options) => script.runInContext(context, options);
}

/**
 * Returns what `job` returns, or throws what it throws; throws Struck after `wallMs`.
 * V8 interrupts even a regular expression that backtracks without end.
 */
export function withinWall<T>(wallMs: number, job: () => T): T {
  const outer = slot.job;
  slot.job = job;
  try {
    start ??= starter();
    return start({ timeout: wallMs }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new Struck();
    throw error;
  } finally {
    slot.job = outer;
  }
}

/**
 * The same, judged by the processor time that this process really used; throws BudgetExceeded. `job` may be run again, so
 * it must be pure. A machine that gives us a tenth of a core gives the same answer, later.
 */
export function withinCpu<T>(cpuMs: number, job: () => T): T {
  for (let wallMs = cpuMs; ; wallMs *= 2) {
    const before = process.cpuUsage();
    try {
      return withinWall(wallMs, job);
    } catch (error) {
      if (!(error instanceof Struck)) throw error;
      if (cpuMsSince(before) >= cpuMs) throw new BudgetExceeded(cpuMs);
    }
  }
}

/** Of all threads of this process. */
export function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
