/** What of a run was promised to be tested: the steps of the script. Installing, connecting, listing and closing is told, not counted. */
import type { StepResult, SuiteReport, Totals } from '../model.ts';
import { totalsOf } from './verdict.ts';

const HOUSEKEEPING: readonly StepResult['kind'][] = ['install', 'connect', 'list', 'schema', 'contract', 'close'];

export function isPromised({ kind }: Pick<StepResult, 'kind'>): boolean {
  return !HOUSEKEEPING.includes(kind);
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
