/** What each matcher says of a value, before its operand. */
import type { MatcherName } from '../model.ts';

export const PHRASES = {
  equals: 'equals',
  notEquals: 'does not equal',
  contains: 'contains',
  notContains: 'does not contain',
  matches: 'matches',
  notMatches: 'does not match',
  startsWith: 'starts with',
  endsWith: 'ends with',
  gt: 'is greater than',
  gte: 'is at least',
  lt: 'is less than',
  lte: 'is at most',
  type: 'is of type',
  length: 'has the length',
  exists: 'exists:',
  oneOf: 'is one of',
  each: 'each:',
  any: 'any:',
  schema: 'fits the schema',
} as const satisfies Record<MatcherName, string>;

/** The same behind "expected". */
export const EXPECTED = {
  equals: 'to equal',
  notEquals: 'not to equal',
  contains: 'to contain',
  notContains: 'not to contain',
  matches: 'to match',
  notMatches: 'not to match',
  startsWith: 'to start with',
  endsWith: 'to end with',
  gt: 'to be greater than',
  gte: 'to be at least',
  lt: 'to be less than',
  lte: 'to be at most',
  type: 'to be of type',
  length: 'to have the length',
  exists: 'exists:',
  oneOf: 'to be one of',
  each: 'each:',
  any: 'any:',
  schema: 'to fit the schema',
} as const satisfies Record<MatcherName, string>;
