/** What the host says when the server asks it something: `answers:` of the file and of a step. */
import type { Matcher, PathExpectation } from './expectation.ts';
import type { JsonObject, Place } from './json.ts';

/** The question that a row answers; every one where both are empty. */
export interface QuestionFilter {
  /** For the message of an elicitation, or the texts of a sampling request. */
  readonly message: readonly Matcher[];
  /** For the params as they came. */
  readonly params: readonly PathExpectation[];
}

export interface ElicitationAnswer {
  readonly when: QuestionFilter;
  readonly mode: 'form' | 'url';
  readonly action: 'accept' | 'decline' | 'cancel';
  /** Of a form that is accepted; `${}` not yet expanded. */
  readonly content: JsonObject;
  readonly at: Place;
}

export interface SamplingAnswer {
  readonly when: QuestionFilter;
  /** Absent: declined. */
  readonly text?: string;
  readonly model: string;
  readonly at: Place;
}

export interface Answers {
  readonly elicitation?: readonly ElicitationAnswer[];
  readonly sampling?: readonly SamplingAnswer[];
  /** URIs. */
  readonly roots?: readonly string[];
}

/** One question of the server, and what it was told. */
export interface AskedQuestion {
  readonly method: string;
  readonly question: string;
  /** `accept {"city":"Bern"}`, `decline`, the text, or the roots. */
  readonly answer: string;
  /** Of the row that answers; absent where none does. */
  readonly at?: string;
}
