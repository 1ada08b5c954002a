/** What of the plans is to run, beyond tags and names: `--grep`, `--failed`, `--retries`, `--repeat`. Loaded where one is given. */
import { oncePer } from '../checks/once-per.ts';
import { type Plan, type PlannedStep, UsageError } from '../model.ts';
import { failedIn, failedOf, nothingLeft } from './failed-before.ts';

export interface ChoosingArguments {
  readonly grep?: string | undefined;
  readonly failed?: string | undefined;
  readonly retries?: number | undefined;
  readonly repeat?: number | undefined;
}

export interface Chosen {
  readonly plans: readonly Plan[];
  /** Of the steps of such a plan; absent where all are. */
  readonly isChosen?: (plan: Plan, step: PlannedStep) => boolean;
}

/** Throws UsageError for what cannot be meant; `complain` is told where there is nothing left to run. */
export async function choose(
  plans: readonly Plan[],
  argv: ChoosingArguments,
  complain: (text: string) => void,
): Promise<Chosen> {
  const { grep, failed, retries, repeat } = argv;
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const before = failed === undefined ? undefined : await failedIn(failed);
  // Asked for each step of a plan.
  const lastTime = before && oncePer((plan: Plan) => failedOf(plan, before));
  const kept = lastTime ? plans.filter((plan) => lastTime(plan) !== undefined) : plans;
  if (before && kept.length === 0) nothingLeft(failed!, before, complain);
  const matches = (step: PlannedStep) => !pattern || [step.name, step.target].some((text) => pattern.test(text));
  const hasFailed = (plan: Plan, step: PlannedStep) => {
    const ids = lastTime?.(plan);
    return ids === undefined || ids === 'all' || ids.has(step.id);
  };
  const more = { ...counted('retries', retries, 0), ...counted('repeat', repeat, 1) };
  return {
    plans:
      Object.keys(more).length === 0
        ? kept
        : kept.map((plan) => ({ ...plan, steps: plan.steps.map((step) => often(step, more)) })),
    ...(pattern || before ? { isChosen: (plan, step) => matches(step) && hasFailed(plan, step) } : {}),
  };
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text, 'iu');
  } catch (error) {
    throw new UsageError(`--grep takes a regular expression: ${(error as Error).message}`);
  }
}

function counted(option: 'retries' | 'repeat', value: number | undefined, least: number): Record<string, number> {
  if (value === undefined) return {};
  if (Number.isInteger(value) && value >= least && value <= 1000) return { [option]: value };
  throw new UsageError(`--${option} takes a whole number from ${least} to 1000`);
}

/** What the file says of a step itself wins. */
function often(step: PlannedStep, { retries, repeat }: { retries?: number; repeat?: number }): PlannedStep {
  const { retry, repeat: own } = step;
  return {
    ...step,
    retry: retries === undefined || retry.attempts > 1 ? retry : { attempts: retries + 1, delayMs: retry.delayMs },
    repeat: repeat === undefined || own.count > 1 ? own : { count: repeat, concurrency: 1 },
  };
}
