/** Matchers put to what a JSONPath selects. */
import type { Matcher, PathExpectation } from '../model.ts';
import { selectIn } from './json-path.ts';
import { type Mismatch, type Redact, showReceived } from './mismatch.ts';
import type { Subject } from './subject.ts';

export type JudgeAll = (matchers: readonly Matcher[], subject: Subject) => Mismatch[];

/** What paths are applied to. */
export interface Root {
  readonly value: unknown;
  /** Stands before the path in messages; empty where the path says it all. */
  readonly name: string;
  /** Why there is no value. */
  readonly whyNone: () => string;
}

/**
 * A path that selects nothing is a mismatch for every matcher (also for `notEquals` and its kin, so that a mistyped
 * path cannot pass) but `exists: false`. A path that can select several values (`[*]`, `..`, slices, filters) gives
 * the list of them; if it selects exactly one, that value itself, except for `each`, `any` and `length`, which
 * always see the list.
 */
export function judgePath(
  { path, matchers, at }: PathExpectation,
  { value: root, name, whyNone }: Root,
  judge: JudgeAll,
  redact: Redact,
): Mismatch[] {
  const what = name === '' ? path : `${name} ${path}`;
  if (root === undefined) return judge(matchers, { what, value: undefined, why: whyNone() });
  const selection = selectIn(path, root);
  if ('unchecked' in selection) {
    const { unchecked } = selection;
    return [{ what, expected: 'a JSONPath that can be applied', received: 'nothing', at, unchecked }];
  }
  if (selection.problem !== undefined) {
    return [{ what, expected: 'a JSONPath that can be applied', received: selection.problem, at }];
  }
  const { values, singular } = selection;
  if (values.length === 0) {
    const why = `the path selects nothing in ${showReceived(root, redact)}`;
    return judge(matchers, { what, value: undefined, why });
  }
  const value = values.length === 1 ? values[0] : values;
  return judge(matchers, { what, value, ...(singular ? {} : { list: values }) });
}
