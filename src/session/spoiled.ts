/** Frames that no client can read: the rule under which an answer in one is reported, and how its request ends. */
import type { Frame, Outcome } from '../model.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';

/** A frame, or what may become one: no line end has followed it yet. */
export type Unended = Omit<Frame, 'seq' | 'atMs' | 'direction'>;

export function spoilerOf({ kind, framing = 'noise' }: Pick<Frame, 'kind' | 'framing'>): string {
  if (kind === 'oversize') return 'line-too-long';
  // Output of the tool's own, without a line end, stands before the answer.
  return framing === 'noise' ? 'stdout-noise-call' : framing;
}

export function unreadable(rule: string, { text, problem, kind, framing }: Unended): Outcome {
  const isTooMuch = kind === 'oversize' || framing === 'message-too-deep';
  const detail = isTooMuch && problem ? { detail: problem } : {};
  return { kind: 'no-answer', why: { reason: 'unreadable', rule, excerpt: text.slice(0, LONGEST_QUOTE), ...detail } };
}
