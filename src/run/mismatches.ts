/** What a step expects against what came, as findings. */
import type { Expectation, RawFinding } from '../model.ts';
import type { Judging, Rooms } from './judging.ts';
import { formatPlace } from './place.ts';

export type ExpandOperand = Parameters<Rooms['evaluate']>[2];
export type Observation = Parameters<Rooms['evaluate']>[1];
type Mismatch = ReturnType<Rooms['evaluate']>[number];

/** Pure, as `patiently` asks. */
export function mismatches(
  context: Pick<Judging, 'rooms'> & { readonly redact: (text: string) => string },
  expect: Expectation,
  observed: Observation,
  expandOperand: ExpandOperand,
): RawFinding[] {
  const { rooms, redact } = context;
  return rooms.evaluate(expect, observed, expandOperand, redact).map((mismatch) => toFinding(context, mismatch));
}

function toFinding({ rooms }: Pick<Judging, 'rooms'>, mismatch: Mismatch): RawFinding {
  const { what, expected, received, diff, unchecked } = mismatch;
  const where = formatPlace(mismatch.at);
  if (unchecked !== undefined) {
    const message = `${what}: ${expected}: not checked, ${unchecked}`;
    return rooms.toFinding(rooms.ruleInfo('not-checked'), { message, where });
  }
  return rooms.toFinding(rooms.ruleInfo('expectation'), {
    message: `${what}: expected ${expected}`,
    evidence: `received: ${received}${diff ? `\n${diff}` : ''}`,
    where,
  });
}
