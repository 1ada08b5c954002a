/** Whether an answer is what another call of the same step was to get, which may have run at the same time. */
import type { RawFinding } from '../model.ts';
import { expand } from '../template/expand.ts';
import type { SuiteContext } from './context.ts';
import { mismatches, type Observation } from './mismatches.ts';
import { scopeOf } from './request.ts';
import type { Request } from './step.ts';

/** Those with the nearest numbers are asked about. */
const MOST_OTHERS = 32;

/** The findings about an expectation, with a hint where that is so: it may be chance, so it is no more than a hint. */
export function withMixUp(
  context: SuiteContext,
  request: Request,
  observed: Observation,
  findings: readonly RawFinding[],
): readonly RawFinding[] {
  if (!findings.some(({ rule }) => rule === 'expectation')) return findings;
  const other = othersOf(request).find((j) => wasToGet(context, request, observed, j));
  if (other === undefined) return findings;
  const hint =
    `What came is what repetition ${other} was to get. Where calls run at the same time, keep what belongs to each in local ` +
    'variables, never in globals or on a shared object; otherwise correct the tool, or the expectation.';
  return findings.map((finding) => (finding.rule === 'expectation' ? { ...finding, hint } : finding));
}

/** Itself among them, which is not what came. */
function othersOf({ step, i }: Request): number[] {
  const { count, concurrency } = step.repeat;
  const reach = Math.min(concurrency - 1, MOST_OTHERS / 2);
  const around = Array.from({ length: 2 * reach + 1 }, (_, index) => i - reach + index);
  return around.filter((j) => j >= 0 && j < count);
}

function wasToGet(context: SuiteContext, { step }: Request, observed: Observation, j: number): boolean {
  const scope = scopeOf(context, step, j);
  return mismatches(context, step.expect, observed, (operand) => expand(operand, scope)).length === 0;
}
