/** Judges an expectation: text, values, notifications and latency. Status and code are judged by `run`. */
import type { Expectation, Json, Matcher } from '../model.ts';
import { duration } from '../text/duration.ts';
import { MATCHER_TABLE } from './matchers.ts';
import { type Mismatch, type Redact, showReceived } from './mismatch.ts';
import { judgeNotifications } from './notifications.ts';
import type { Heard, Observation } from './observation.ts';
import { judgePath, type Root } from './path.ts';
import type { Subject } from './subject.ts';

/**
 * Everything that does not hold; empty when all holds. `expandOperand` expands the `${}` of an operand.
 * `redact` cleans what goes into messages, before it is cut to an excerpt.
 *
 * Pure, as `patiently` asks: what a mismatch is about may be `unchecked`.
 */
export function evaluate(
  expectation: Expectation,
  observed: Observation,
  expandOperand: (value: Json) => Json,
  redact: Redact = (text) => text,
): Mismatch[] {
  const judgeWith = (redact: Redact) => {
    const judge = (matchers: readonly Matcher[], subject: Subject): Mismatch[] =>
      matchers.flatMap((matcher) =>
        MATCHER_TABLE[matcher.name]({ subject, matcher, operand: operandOf(matcher, expandOperand), judge, redact }),
      );
    return judge;
  };
  const judge = judgeWith(redact);
  const roots = rootsOf(observed, redact);
  return [
    ...judge(expectation.text, { what: 'text', value: observed.text, isText: true }),
    ...expectation.structured.flatMap((part) => judgePath(part, roots.structured, judge, redact)),
    ...(expectation.result ?? []).flatMap((part) => judgePath(part, roots.result, judge, redact)),
    ...(expectation.headers ?? []).flatMap(({ name, matchers }) =>
      judge(matchers, { what: `header ${name}`, value: observed.headers?.[name], isText: true }),
    ),
    ...judgeNotifications(expectation.notifications ?? [], observed.heard ?? NOTHING_HEARD, judgeWith, redact),
    ...judgeLatency(expectation, observed),
  ];
}

const NOTHING_HEARD: Heard = { came: [], notes: new Map() };

/** The operands of nested matchers are expanded when their turn comes. */
function operandOf(matcher: Matcher, expandOperand: (value: Json) => Json): Json {
  return matcher.nested ? matcher.operand : expandOperand(matcher.operand);
}

function rootsOf(observed: Observation, redact: Redact): { structured: Root; result: Root } {
  const none = observed.headers ? 'the body is not JSON' : 'no structuredContent, and the text is not JSON';
  const whyUnstructured = () => `${none}: ${showReceived(observed.text, redact)}`;
  return {
    structured: { value: observed.structured, name: '', whyNone: whyUnstructured },
    result: { value: observed.result, name: 'result', whyNone: () => 'there is no result' },
  };
}

function judgeLatency({ maxLatencyMs, at }: Expectation, { durationMs }: Observation): Mismatch[] {
  if (maxLatencyMs === undefined || durationMs <= maxLatencyMs) return [];
  return [{ what: 'latency', expected: `at most ${duration(maxLatencyMs)}`, received: duration(durationMs), at }];
}
