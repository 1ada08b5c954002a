/** What an outcome is, for whoever waits for it. */
import { type Exchange, isTimeout, isToolError, type Outcome } from '../model.ts';
import type { Dialect } from './dialect/dialect.ts';

/** What is known of the signs of life where none were asked for. */
export const SILENT: Exchange['liveness'] = { asked: 0, answered: 0, longestWaitMs: 0 };

/** With the question that was asked, where it is not the older era's. */
export function askedBy({ isStateless, signOfLife }: Dialect, liveness: Exchange['liveness']): Exchange['liveness'] {
  return isStateless && liveness.asked > 0 ? { ...liveness, question: signOfLife } : liveness;
}

/** A time-out with the signs of life that were heard meanwhile. */
export function withLiveness(outcome: Outcome, liveness: Exchange['liveness']): Outcome {
  return isTimeout({ outcome }) ? { kind: 'no-answer', why: { reason: 'timeout', liveness } } : outcome;
}

/** Outcomes whose cause may stand on stderr. */
export function isSuspicious(outcome: Outcome): boolean {
  return outcome.kind !== 'result' || isToolError({ outcome });
}
