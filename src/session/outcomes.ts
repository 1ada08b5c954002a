/** What an outcome is, for whoever waits for it. */
import type { Exchange, Outcome } from '../model.ts';
import type { Dialect } from './dialect/dialect.ts';

/** What is known of the signs of life where none were asked for. */
export const SILENT: Exchange['liveness'] = { asked: 0, answered: 0, longestWaitMs: 0 };

/** The server answered, with a result or an error. */
export function isAnswer({ kind }: Outcome): boolean {
  return kind === 'result' || kind === 'rpc-error';
}

/** With the question that was asked, where it is not the older era's. */
export function askedBy({ isStateless, signOfLife }: Dialect, liveness: Exchange['liveness']): Exchange['liveness'] {
  return isStateless && liveness.asked > 0 ? { ...liveness, question: signOfLife } : liveness;
}

/** A time-out with the signs of life that were heard meanwhile. */
export function withLiveness(outcome: Outcome, liveness: Exchange['liveness']): Outcome {
  const isTimeout = outcome.kind === 'no-answer' && outcome.why.reason === 'timeout';
  return isTimeout ? { kind: 'no-answer', why: { reason: 'timeout', liveness } } : outcome;
}

/** Outcomes whose cause may stand on stderr. */
export function isSuspicious(outcome: Outcome): boolean {
  if (outcome.kind !== 'result') return true;
  return (outcome.result as { isError?: unknown } | null | undefined)?.isError === true;
}
