/** What has to be so for a place in the source to be reached. */
import type { Where } from './draft.ts';
import type { Expr, Test } from './facts.ts';

/** More are not kept: what stands behind them is judged as if they were not there. */
const MOST_TESTS = 30;
const NEVER: Test = { expr: { kind: 'literal', type: 'False', items: [] }, holds: true, isBranch: true };

/** Where the test has come out so. */
export function under(where: Where, expr: Expr, holds: boolean, isBranch = true): Where {
  if (isNever(where) || where.when.length >= MOST_TESTS) return where;
  return { ...where, when: [...where.when, { expr, holds, isBranch }] };
}

/** In a branch whose test is no expression: a handler of exceptions, a case. */
export function maybe(where: Where): Where {
  return under(where, { kind: 'other' }, true);
}

/** Behind a `return`, a `raise`, a `break`. */
export function never(where: Where): Where {
  return isNever(where) ? where : { ...where, when: [...where.when, NEVER] };
}

export function isNever({ when }: Where): boolean {
  return when.at(-1) === NEVER;
}

export interface Branch {
  /** Undefined for `else`. */
  readonly test: Expr | undefined;
  /** What follows the whole statement is not reached from it. */
  readonly leaves: boolean;
  readonly raises: boolean;
}

/** What follows an `if`: the branches that leave have not been taken. */
export function afterBranches(where: Where, branches: readonly Branch[]): Where {
  const hasElse = branches.length > 0 && branches.at(-1)?.test === undefined;
  if (hasElse && branches.every(({ leaves }) => leaves)) return never(where);
  const [first, second, ...more] = branches;
  if (first?.test && !first.leaves && second?.leaves && !second.test && more.length === 0)
    return under(where, first.test, true, !second.raises);
  let after = where;
  for (const { test, leaves, raises } of branches) {
    if (!leaves || !test) break;
    after = under(after, test, false, !raises);
  }
  return after;
}
