/** What can be asked of an outcome. */
import type { Exchange, Outcome } from '../model.ts';

export function isAnswer({ kind }: Outcome): boolean {
  return kind === 'result' || kind === 'rpc-error';
}

export function withLiveness(outcome: Outcome, liveness: Exchange['liveness']): Outcome {
  const isTimeout = outcome.kind === 'no-answer' && outcome.why.reason === 'timeout';
  return isTimeout ? { kind: 'no-answer', why: { reason: 'timeout', liveness } } : outcome;
}

/** Outcomes whose cause may stand on stderr. */
export function isSuspicious(outcome: Outcome): boolean {
  if (outcome.kind !== 'result') return true;
  return (outcome.result as { isError?: unknown } | null | undefined)?.isError === true;
}
