/** Judges an expectation: text, structured values and latency. Status and code are judged by `run`. */
import type { Expectation, Json, Matcher } from '../model.ts';
import { duration } from '../text/duration.ts';
import { selectIn } from './json-path.ts';
import { MATCHER_TABLE } from './matchers.ts';
import { type Mismatch, type Redact, showReceived } from './mismatch.ts';
import type { Observation } from './observation.ts';
import type { Subject } from './subject.ts';

/**
 * Everything that does not hold; empty when all holds. `expandOperand` expands the `${}` of an operand.
 * `redact` cleans what goes into messages, before it is cut to an excerpt.
 *
 * A path that selects nothing is a mismatch for every matcher (also for `notEquals` and its kin, so that a mistyped
 * path cannot pass) but `exists: false`. A path that can select several values (`[*]`, `..`, slices, filters) gives
 * the list of them; if it selects exactly one, that value itself, except for `each`, `any` and `length`, which
 * always see the list.
 *
 * Pure, as `patiently` asks: what a mismatch is about may be `unchecked`.
 */
export function evaluate(
  expectation: Expectation,
  observed: Observation,
  expandOperand: (value: Json) => Json,
  redact: Redact = (text) => text,
): Mismatch[] {
  const judge = (matchers: readonly Matcher[], subject: Subject): Mismatch[] =>
    matchers.flatMap((matcher) =>
      MATCHER_TABLE[matcher.name]({ subject, matcher, operand: operandOf(matcher, expandOperand), judge, redact }),
    );
  return [
    ...judge(expectation.text, { what: 'text', value: observed.text, isText: true }),
    ...expectation.structured.flatMap((part) => judgePath(part, observed, judge, redact)),
    ...(expectation.headers ?? []).flatMap(({ name, matchers }) =>
      judge(matchers, { what: `header ${name}`, value: observed.headers?.[name], isText: true }),
    ),
    ...judgeLatency(expectation, observed),
  ];
}

type Judge = (matchers: readonly Matcher[], subject: Subject) => Mismatch[];

/** The operands of nested matchers are expanded when their turn comes. */
function operandOf(matcher: Matcher, expandOperand: (value: Json) => Json): Json {
  return matcher.nested ? matcher.operand : expandOperand(matcher.operand);
}

function judgePath(
  { path, matchers, at }: Expectation['structured'][number],
  observed: Observation,
  judge: Judge,
  redact: Redact,
): Mismatch[] {
  if (observed.structured === undefined) {
    return judge(matchers, { what: path, value: undefined, why: whyUnstructured(observed, redact) });
  }
  const selection = selectIn(path, observed.structured);
  if ('unchecked' in selection) {
    const { unchecked } = selection;
    return [{ what: path, expected: 'a JSONPath that can be applied', received: 'nothing', at, unchecked }];
  }
  if (selection.problem !== undefined) {
    return [{ what: path, expected: 'a JSONPath that can be applied', received: selection.problem, at }];
  }
  const { values, singular } = selection;
  if (values.length === 0) {
    return judge(matchers, { what: path, value: undefined, why: whyNothing(observed, redact) });
  }
  const value = values.length === 1 ? values[0] : values;
  return judge(matchers, { what: path, value, ...(singular ? {} : { list: values }) });
}

function whyUnstructured(observed: Observation, redact: Redact): string {
  return `no structuredContent, and the text is not JSON: ${showReceived(observed.text, redact)}`;
}

function whyNothing(observed: Observation, redact: Redact): string {
  return `the path selects nothing in ${showReceived(observed.structured, redact)}`;
}

function judgeLatency({ maxLatencyMs, at }: Expectation, { durationMs }: Observation): Mismatch[] {
  if (maxLatencyMs === undefined || durationMs <= maxLatencyMs) return [];
  return [{ what: 'latency', expected: `at most ${duration(maxLatencyMs)}`, received: duration(durationMs), at }];
}
