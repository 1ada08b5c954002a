/** Runs a compiled schema on a value under a time limit. */
import type { ValidateFunction } from 'ajv';
import { BudgetExceeded, withinBudget } from '../limits/budget.ts';
import type { SchemaVerdict, ValueIssue } from '../model.ts';
import { issuesOf } from './issues.ts';

const VALIDATE_BUDGET_MS = 500;
const UNDECIDED = { path: '', isUndecided: true } as const;

/**
 * A function that names up to 20 issues of a value; none means valid. `full` collects all errors; where that takes too
 * long, `makeQuick` (compiled on first need) is asked for the first error only. Only `true` counts as valid.
 */
export function validator(full: ValidateFunction, makeQuick: () => ValidateFunction): SchemaVerdict['validate'] {
  let quick: ValidateFunction | undefined;
  return (value) => {
    try {
      return run(() => full, value);
    } catch (error) {
      if (!(error instanceof BudgetExceeded)) return [failed(error)];
    }
    try {
      return run(() => (quick ??= makeQuick()), value);
    } catch (error) {
      return [failed(error)];
    }
  };
}

function run(validate: () => ValidateFunction, value: unknown): ValueIssue[] {
  return withinBudget(VALIDATE_BUDGET_MS, () => {
    const check = validate();
    if (check(value) === true) return [];
    const issues = issuesOf(check.errors ?? []);
    return issues.length > 0 ? issues : [{ path: '', message: 'does not fit the schema' }];
  });
}

function failed(error: unknown): ValueIssue {
  if (error instanceof BudgetExceeded) {
    return { ...UNDECIDED, message: `could not be validated within ${VALIDATE_BUDGET_MS} ms` };
  }
  if (error instanceof RangeError)
    return { ...UNDECIDED, message: 'could not be validated: the schema recurses without end' };
  return { ...UNDECIDED, message: `could not be validated: ${error instanceof Error ? error.message : String(error)}` };
}
