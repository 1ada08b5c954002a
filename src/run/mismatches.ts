/** What a step expects against what came, as findings. */
import { toFinding } from '../checks/check.ts';
import { ruleInfo } from '../checks/registry.ts';
import { evaluate } from '../expect/evaluate.ts';
import { insteadWords } from '../expect/words.ts';
import type { Expectation, RawFinding } from '../model.ts';
import { formatPlace } from './place.ts';

export type ExpandOperand = Parameters<typeof evaluate>[2];
export type Observation = Parameters<typeof evaluate>[1];
type Mismatch = ReturnType<typeof evaluate>[number];

/** Pure, as `patiently` asks. */
export function mismatches(
  { redact }: { readonly redact: (text: string) => string },
  expect: Expectation,
  observed: Observation,
  expandOperand: ExpandOperand,
): RawFinding[] {
  return evaluate(expect, observed, expandOperand, redact).map(asFinding);
}

function asFinding(mismatch: Mismatch): RawFinding {
  const { what, expected, received, diff, unchecked } = mismatch;
  const where = formatPlace(mismatch.at);
  if (unchecked !== undefined) {
    const message = `${what}: ${expected}: not checked, ${unchecked}`;
    return toFinding(ruleInfo('not-checked'), { message, where });
  }
  return toFinding(ruleInfo('expectation'), {
    message: `${what}: expected ${expected}`,
    instead: insteadWords(mismatch),
    evidence: `received: ${received}${diff ? `\n${diff}` : ''}`,
    where,
  });
}
