/** What a step expects against what came, as findings. */
import type { Expectation, Finding } from '../model.ts';
import type { SuiteContext } from './context.ts';
import { formatPlace } from './place.ts';

export type ExpandOperand = Parameters<SuiteContext['rooms']['evaluate']>[2];
export type Observation = Parameters<SuiteContext['rooms']['evaluate']>[1];

export function mismatches(
  { rooms, redact }: SuiteContext,
  expect: Expectation,
  observed: Observation,
  expandOperand: ExpandOperand,
): Finding[] {
  return rooms.evaluate(expect, observed, expandOperand, redact).map((mismatch) =>
    rooms.toFinding(rooms.ruleInfo('expectation'), {
      message: `${mismatch.what}: expected ${mismatch.expected}`,
      evidence: `received: ${mismatch.received}${mismatch.diff ? `\n${mismatch.diff}` : ''}`,
      where: formatPlace(mismatch.at),
    }),
  );
}
