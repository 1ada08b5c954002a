/** What did not hold, in words for people. */
import type { Place } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';

export interface Mismatch {
  /** What was looked at: `text`, `$.id`, `$.tags[2]`, `length of text`. */
  readonly what: string;
  /** What was asked for: `to contain "created"`. */
  readonly expected: string;
  /** An excerpt of about 500 characters, or why there is nothing to show. */
  readonly received: string;
  readonly at: Place;
  /** Where large values differ, a line each. */
  readonly diff?: string;
  /** Nothing is known to be wrong: why this could not be judged. */
  readonly unchecked?: string;
}

/** Cleans text of secrets. It must see all of a text before anything is cut, so that no half of a secret remains. */
export type Redact = (text: string) => string;

const RECEIVED_LENGTH = 500;
const OPERAND_LENGTH = 200;

export function showReceived(value: unknown, redact: Redact): string {
  return value === undefined ? 'nothing' : excerpt(redact(JSON.stringify(value)), RECEIVED_LENGTH);
}

export function showOperand(value: unknown, redact: Redact): string {
  return value === undefined ? 'nothing' : excerpt(redact(JSON.stringify(value)), OPERAND_LENGTH);
}
