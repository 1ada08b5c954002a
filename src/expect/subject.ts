/** The value a matcher looks at, and what it is called in messages. */
import type { Json, Matcher } from '../model.ts';
import type { Mismatch, Redact } from './mismatch.ts';

export interface Subject {
  readonly what: string;
  /** `undefined` when there is nothing. */
  readonly value: unknown;
  /** Why there is nothing. */
  readonly why?: string;
  /** The text of a result: a number is compared with the number that the text spells. */
  readonly isText?: boolean;
  /** All values of a path that can select several. */
  readonly list?: readonly unknown[];
}

/** One matcher put to one subject. */
export interface Task {
  readonly subject: Subject;
  readonly matcher: Matcher;
  /** Expanded; as written for nested matchers. */
  readonly operand: Json;
  readonly judge: (matchers: readonly Matcher[], subject: Subject) => Mismatch[];
  readonly redact: Redact;
}

export type Judge = (task: Task) => Mismatch[];
