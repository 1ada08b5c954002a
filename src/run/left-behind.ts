/** Teardown that was not carried out: whoever reads the report has to look by hand for what is left. */
import type { CallRecord, Plan, PlannedStep, StepResult } from '../model.ts';
import { type Hints, isReading } from './effects.ts';
import { leftOutByFile } from './gate.ts';
import type { RunOptions } from './options.ts';
import type { StepOutcome } from './step.ts';

/** Of these calls it is certain, or cannot be excluded, that they have done their work. */
const MAY_HAVE_WORKED: readonly CallRecord['outcome'][] = ['result', 'no-answer', 'closed'];
const SHOWN = 3;

interface Leaving extends Hints {
  readonly plan: Plan;
  readonly options: RunOptions;
}

/** The outcome of a teardown step; where it was kept from running, its reason says what may be left. */
export function withLeftBehind(
  context: Leaving,
  step: PlannedStep,
  outcome: StepOutcome,
  done: readonly StepResult[],
): StepOutcome {
  const { status, reason } = outcome;
  const isChosen = leftOutByFile(context, step) !== undefined || context.options.readOnly;
  const wasKept = reason !== undefined && (status === 'skipped' || status === 'broken');
  const makers = step.teardown && wasKept && !isChosen ? makersFor(context, step, done) : [];
  if (makers.length === 0) return outcome;
  const names = makers.slice(0, SHOWN).map(({ name }) => JSON.stringify(name));
  const rest = makers.length > SHOWN ? ` and ${makers.length - SHOWN} more` : '';
  return { ...outcome, reason: `${reason}; what ${names.join(', ')}${rest} made may have been left behind` };
}

/** The steps whose captures the teardown step needs; where it needs none, all that may have changed something. */
function makersFor(context: Leaving, { needs }: PlannedStep, done: readonly StepResult[]): readonly StepResult[] {
  const isMaker = (step: PlannedStep) =>
    needs.length === 0 ? mayChange(context, step) : step.capture.some(({ variable }) => needs.includes(variable));
  const ids = new Set(context.plan.steps.filter(isMaker).map(({ id }) => id));
  return done.filter(({ id, calls = [] }) => ids.has(id) && calls.some(mayHaveWorked));
}

function mayChange(context: Hints, step: PlannedStep): boolean {
  if (step.kind === 'http') return step.http?.method !== 'GET' && step.http?.method !== 'HEAD';
  return !isReading(context, step);
}

function mayHaveWorked({ outcome }: CallRecord): boolean {
  return MAY_HAVE_WORKED.includes(outcome);
}
