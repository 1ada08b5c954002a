/** What of a run was promised to be tested: the steps of the script. Installing, connecting, listing and closing is told, not counted. */
import { isHousekeeping, type StepResult, type SuiteReport, type Totals } from '../model.ts';
import { totalsOf } from './verdict.ts';

export function isPromised({ kind }: Pick<StepResult, 'kind'>): boolean {
  return !isHousekeeping(kind);
}

export interface Promised {
  /** Of the checks that were promised. */
  readonly checks: Totals;
  /** Of the tools that the server lists. */
  readonly tools: { readonly all: number; readonly tested: number };
  /** Connecting, listing and the like that went wrong. */
  readonly housekeeping: readonly StepResult[];
}

export function promisedOf({ steps, tools }: Pick<SuiteReport, 'steps' | 'tools'>): Promised {
  const isBad = ({ status }: StepResult) => status === 'failed' || status === 'broken';
  return {
    checks: totalsOf(steps.filter(isPromised)),
    tools: { all: tools.length, tested: tools.filter(({ tested }) => tested).length },
    housekeeping: steps.filter((step) => !isPromised(step) && isBad(step)),
  };
}
