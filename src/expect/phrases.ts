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
