/** What an outcome is, for whoever waits for it. */
import { type Exchange, isTimeout, isToolError, type Outcome } from '../model.ts';

/** A time-out with the signs of life that were heard meanwhile. */
export function withLiveness(outcome: Outcome, liveness: Exchange['liveness']): Outcome {
  return isTimeout({ outcome }) ? { kind: 'no-answer', why: { reason: 'timeout', liveness } } : outcome;
}

/** Outcomes whose cause may stand on stderr. */
export function isSuspicious(outcome: Outcome): boolean {
  return outcome.kind !== 'result' || isToolError({ outcome });
}
