/** Runs a synchronous function under a time limit, so that a hostile pattern or schema costs its budget and no more. */
import { createContext, Script } from 'node:vm';

/** The function did not return within its budget. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
  constructor(readonly budgetMs: number) {
    super(`not finished within ${budgetMs} ms`);
  }
}

const slot: { job: () => unknown } = { job: () => undefined };
const context = createContext(slot);
const script = new Script('job()');

/**
 * Returns what `job` returns, or throws what it throws; throws BudgetExceeded after `budgetMs`.
 * V8 interrupts even a regular expression that backtracks without end.
 */
export function withinBudget<T>(budgetMs: number, job: () => T): T {
  const outer = slot.job;
  slot.job = job;
  try {
    return script.runInContext(context, { timeout: budgetMs }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new BudgetExceeded(budgetMs);
    throw error;
  } finally {
    slot.job = outer;
  }
}
