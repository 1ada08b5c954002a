/** The common shape of most matchers: a phrase, and a question of the value. */
import type { Json } from '../model.ts';
import { type Mismatch, showOperand, showReceived } from './mismatch.ts';
import type { Judge, Subject, Task } from './subject.ts';

/** True, false, why the question makes no sense for this value, or why it could not be answered. */
export type Answer = boolean | string | Unchecked;

export interface Unchecked {
  readonly unchecked: string;
}

/** A matcher that asks `holds` of a value that is there. */
export function ask(phrase: string, holds: (value: unknown, operand: Json, subject: Subject) => Answer): Judge {
  return (task) => {
    const { value } = task.subject;
    if (value === undefined) return [mismatch(task, phrase)];
    const answer = holds(value, task.operand, task.subject);
    if (answer === true) return [];
    if (typeof answer === 'object') return [mismatch(task, phrase, answer)];
    return [mismatch(task, phrase, typeof answer === 'string' ? { why: answer } : {})];
  };
}

/** `why` follows what was received; `received` and `diff` stand in for the usual. */
export function mismatch(
  { subject, matcher, operand, redact }: Task,
  phrase: string,
  extra: { readonly why?: string; readonly diff?: string | undefined; readonly unchecked?: string } = {},
): Mismatch {
  const shown = subject.value === undefined && subject.why ? subject.why : showReceived(subject.value, redact);
  return {
    what: subject.what,
    expected: `${phrase} ${showOperand(operand, redact)}`,
    received: extra.why ? `${shown} (${extra.why})` : shown,
    at: matcher.at,
    ...(extra.diff === undefined ? {} : { diff: extra.diff }),
    ...(extra.unchecked === undefined ? {} : { unchecked: extra.unchecked }),
  };
}
