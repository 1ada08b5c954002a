/** Frames that no client can read: the rule under which an answer in one is reported, and how its request ends. */
import type { Closure, Frame, Outcome } from '../model.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { halfAnswer, isWhole } from '../wire/framing/half.ts';

/** A frame, or what may become one: no line end has followed it yet. */
export type Unended = Omit<Frame, 'seq' | 'atMs' | 'direction'>;

export function spoilerOf({ kind, framing = 'noise' }: Pick<Frame, 'kind' | 'framing'>): string {
  if (kind === 'oversize') return 'line-too-long';
  // Output of the tool's own, without a line end, stands before the answer.
  return framing === 'noise' ? 'stdout-noise-call' : framing;
}

const EXITED = 'the process exited with code 0 before all of it was written';

/**
 * What was cut off by the end of stdout, or by an exit that calls itself a success: of any other, the exception is the cause. As long
 * as the server is there, a half to which something has been added a moment ago is only slow.
 */
export function lastHalf(pending: Unended | undefined, isQuiet: boolean, closure?: Closure): Unended | undefined {
  const isExit = closure?.reason === 'exit' && closure.exitCode === 0;
  const hasEnded = isExit || closure?.reason === 'stdout-closed' || isQuiet;
  const isOpen = pending?.kind === 'unreadable' && !isWhole(pending);
  const half = hasEnded && isOpen ? halfAnswer(pending.text) : undefined;
  return half && { ...pending!, ...half, ...(isExit ? { problem: EXITED } : {}) };
}

export function unreadable(rule: string, { text, problem, kind, framing }: Unended): Outcome {
  const isTooMuch = kind === 'oversize' || framing === 'message-too-deep';
  const detail = (isTooMuch || problem === EXITED) && problem ? { detail: problem } : {};
  return { kind: 'no-answer', why: { reason: 'unreadable', rule, excerpt: text.slice(0, LONGEST_QUOTE), ...detail } };
}
