/** The matchers, a row each. `config` decides which operands each may have; here operands are taken as they come. */
import { JobFailed } from '../limits/budget.ts';
import type { Json, MatcherName } from '../model.ts';
import { difference } from './difference.ts';
import { judgeAny, judgeEach, judgeLength } from './nested.ts';
import { testPattern } from './pattern.ts';
import { EXPECTED } from './phrases.ts';
import { same } from './same.ts';
import { judgeSchema } from './schema.ts';
import type { Judge, Subject } from './subject.ts';
import { typesOf } from './types.ts';
import { type Answer, ask, mismatch } from './verdict.ts';

export const MATCHER_TABLE = {
  equals: judgeEquals,
  notEquals: ask(EXPECTED.notEquals, (value, operand, subject) => !equal(value, operand, subject)),
  contains: ask(EXPECTED.contains, contains),
  notContains: ask(EXPECTED.notContains, (value, operand) => not(contains(value, operand))),
  matches: ask(EXPECTED.matches, matches),
  notMatches: ask(EXPECTED.notMatches, (value, operand) => not(matches(value, operand))),
  startsWith: ask(EXPECTED.startsWith, (value, operand) => withText(value, (text) => text.startsWith(String(operand)))),
  endsWith: ask(EXPECTED.endsWith, (value, operand) => withText(value, (text) => text.endsWith(String(operand)))),
  gt: compare(EXPECTED.gt, (value, limit) => value > limit),
  gte: compare(EXPECTED.gte, (value, limit) => value >= limit),
  lt: compare(EXPECTED.lt, (value, limit) => value < limit),
  lte: compare(EXPECTED.lte, (value, limit) => value <= limit),
  type: ask(EXPECTED.type, (value, operand) => typesOf(value).includes(String(operand)) || `a ${typesOf(value)[0]}`),
  length: judgeLength,
  exists: judgeExists,
  oneOf: ask(EXPECTED.oneOf, (value, operand, subject) => isOneOf(value, operand, subject)),
  each: judgeEach,
  any: judgeAny,
  schema: judgeSchema,
} satisfies Record<MatcherName, Judge>;

function judgeEquals(task: Parameters<Judge>[0]) {
  const { subject, operand, redact } = task;
  if (subject.value !== undefined && equal(subject.value, operand, subject)) return [];
  return [mismatch(task, EXPECTED.equals, { diff: difference(operand, subject.value, redact) })];
}

function judgeExists(task: Parameters<Judge>[0]) {
  return (task.subject.value !== undefined) === task.operand ? [] : [mismatch(task, EXPECTED.exists)];
}

function equal(value: unknown, operand: Json, { isText }: Subject): boolean {
  if (!isText || typeof operand === 'string') return same(value, operand);
  return typeof operand === 'number' ? numberIn(value) === operand : value === String(operand);
}

function isOneOf(value: unknown, operand: Json, subject: Subject): Answer {
  return Array.isArray(operand) ? operand.some((item) => equal(value, item, subject)) : 'oneOf needs a list';
}

function contains(value: unknown, operand: Json): Answer {
  if (Array.isArray(value)) return value.some((item) => same(item, operand));
  if (typeof value !== 'string') return 'neither text nor a list';
  return typeof operand === 'string' ? value.includes(operand) : 'text can only contain text';
}

function matches(value: unknown, operand: Json): Answer {
  return withText(value, (text) => {
    try {
      return testPattern(String(operand), text);
    } catch (error) {
      if (error instanceof JobFailed) return { unchecked: `the pattern was ${error.message}` };
      if (!(error instanceof SyntaxError)) throw error;
      return `the pattern could not be applied: ${error.message}`;
    }
  });
}

function compare(phrase: string, holds: (value: number, limit: number) => boolean): Judge {
  return ask(phrase, (value, operand, { isText }) => {
    const number = isText ? numberIn(value) : value;
    if (typeof number !== 'number') return 'not a number';
    return typeof operand === 'number' ? holds(number, operand) : 'compared with something that is not a number';
  });
}

/** The number that a text spells, all of it. */
function numberIn(text: unknown): number | undefined {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? undefined : number;
}

function withText(value: unknown, question: (text: string) => Answer): Answer {
  return typeof value === 'string' ? question(value) : 'not text';
}

function not(answer: Answer): Answer {
  return typeof answer === 'boolean' ? !answer : answer;
}
