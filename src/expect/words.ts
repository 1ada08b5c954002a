/** What a step expects, and what came instead, in sentences for people who do not know the protocol. */
import type { Expectation, Json, Matcher, NotificationExpectation, PathExpectation } from '../model.ts';
import { duration } from '../text/duration.ts';
import { excerpt } from '../text/excerpt.ts';
import { plural } from '../text/plural.ts';
import { type Mismatch, type Redact, showOperand } from './mismatch.ts';
import { PHRASES } from './phrases.ts';

/** Expands the `${}` of an operand; what has no value yet stays as it is written. */
export type Expand = (operand: Json) => Json;

const MOST = 12;
const INSTEAD = 300;
const DEFAULT_HTTP = 'the HTTP status is 200 to 299';

/** One clause for each thing: `the text contains "created"`, `the answer comes within 2.0 s`. */
export function expectationWords(
  expectation: Expectation,
  kind: 'mcp' | 'http',
  expand: Expand,
  redact: Redact,
): string[] {
  const { text, structured, result = [], headers = [], notifications = [], maxLatencyMs } = expectation;
  const say = (subject: string, matchers: readonly Matcher[]) =>
    matchers.map((matcher) => clause(subject, matcher, expand, redact));
  const paths = (parts: readonly PathExpectation[]) =>
    parts.flatMap(({ path, matchers }) => say(fieldName(path), matchers));
  const clauses = [
    kind === 'http' ? httpStatus(expectation) : statusWords(expectation),
    ...say('the text', text),
    ...paths(structured),
    ...paths(result),
    ...headers.flatMap(({ name, matchers }) => say(`the header ${name}`, matchers)),
    ...notifications.flatMap((one) => notificationWords(one, say)),
    ...(expectation.snapshot ? ['the answer is the one that is kept'] : []),
    ...(maxLatencyMs === undefined ? [] : [`the answer comes within ${duration(maxLatencyMs)}`]),
  ];
  // That an answer comes goes without saying where more is asked of it.
  const told = clauses.length > 1 && clauses[0] === ANSWERED ? clauses.slice(1) : clauses;
  return told.length <= MOST ? told : [...told.slice(0, MOST), `and ${told.length - MOST} more`];
}

/** `The text is "[object Object]".` */
export function insteadWords({ what, received }: Pick<Mismatch, 'what' | 'received'>): string {
  if (what === 'latency') return `The answer took ${received}.`;
  const subject = what === 'text' ? 'the text' : what.replace(/\$[.[][^\s]*/, (path) => fieldName(path));
  const [, why] = /^(the path selects nothing|no structuredContent|the body is not JSON)/.exec(received) ?? [];
  const said = why === undefined && received !== 'nothing' ? `is ${excerpt(received, INSTEAD)}` : 'is not there';
  return capital(`${subject} ${said}.`);
}

const ANSWERED = 'it answers without an error';

function statusWords({ status, code }: Expectation): string {
  const which = code === undefined ? '' : ` ${code}`;
  if (status === 'ok' || status === 'any') return ANSWERED;
  if (status === 'tool-error') return 'the tool reports an error';
  return `it is refused with ${which === '' ? 'an error' : `the error${which}`}`;
}

function httpStatus({ httpStatus }: Expectation): string {
  return httpStatus ? `the HTTP status is ${httpStatus.join(' or ')}` : DEFAULT_HTTP;
}

function clause(subject: string, matcher: Matcher, expand: Expand, redact: Redact): string {
  const { name, operand, nested } = matcher;
  if (name === 'exists') return `${subject} ${operand === false ? 'is absent' : 'is there'}`;
  if (name === 'schema') return `${subject} ${PHRASES.schema} that the script gives`;
  if (!nested) return `${subject} ${PHRASES[name]} ${showOperand(expand(operand), redact)}`;
  const inner = (of: string) => nested.map((one) => clause(of, one, expand, redact)).join(' and ');
  if (name === 'length') return inner(`the length of ${subject}`);
  return inner(`${name === 'each' ? 'every item' : 'at least one item'} of ${subject}`);
}

function notificationWords(
  { method, params, count }: NotificationExpectation,
  say: (subject: string, matchers: readonly Matcher[]) => string[],
): string[] {
  const which = params.length === 0 ? '' : ` that fit ${plural(params.length, 'condition')}`;
  return say(`the number of messages ${method}${which}`, count);
}

/** `$.tags[0]` is the field tags[0]. */
function fieldName(path: string): string {
  const name = path.replace(/^\$\.?/, '');
  return name === '' ? 'the answer' : `the field ${name}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
