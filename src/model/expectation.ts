/** What a step expects, as data. */
import type { Json, Place } from './json.ts';

/** The closed set of matchers of `expect`. */
export const MATCHERS = [
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'matches',
  'notMatches',
  'startsWith',
  'endsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'type',
  'length',
  'exists',
  'oneOf',
  'each',
  'any',
  'schema',
] as const;
export type MatcherName = (typeof MATCHERS)[number];

/** One matcher with its operand; operands of `each`, `any` and a nested `length` are matchers themselves. */
export interface Matcher {
  readonly name: MatcherName;
  /** As written, `${}` not yet expanded. */
  readonly operand: Json;
  /** For `each`, `any` and a `length` that is a map. */
  readonly nested?: readonly Matcher[];
  readonly at: Place;
}

/** `any`: a call with an input that we made up; every answer is fine. Not to be had in a file. */
export type ExpectedStatus = 'ok' | 'error' | 'tool-error' | 'rpc-error' | 'any';

/** Matchers for what a JSONPath (RFC 9535) selects. */
export interface PathExpectation {
  readonly path: string;
  readonly matchers: readonly Matcher[];
  readonly at: Place;
}

/** So many notifications of this method with such params. */
export interface NotificationExpectation {
  readonly method: string;
  /** All must hold for a notification that counts. */
  readonly params: readonly PathExpectation[];
  /** For the number of those. */
  readonly count: readonly Matcher[];
  readonly at: Place;
}

export interface SnapshotExpectation {
  /** JSONPaths of what may be another each time. */
  readonly ignore: readonly string[];
  readonly at: Place;
}

export interface Expectation {
  /** `ok` (the default): a result without isError. `error`: isError or a JSON-RPC error. */
  readonly status: ExpectedStatus;
  /** The JSON-RPC error code, with `rpc-error`. */
  readonly code?: number;
  /** All must hold for the joined text of the result. */
  readonly text: readonly Matcher[];
  /** On structuredContent, else on the text parsed as JSON. */
  readonly structured: readonly PathExpectation[];
  /** On the result as it came. */
  readonly result?: readonly PathExpectation[];
  /** What the server sends by itself meanwhile; what is expected is asked for. */
  readonly notifications?: readonly NotificationExpectation[];
  readonly maxLatencyMs?: number;
  /** The answer is the one that is kept in the lock file. */
  readonly snapshot?: SnapshotExpectation;
  /** Of an http step: the status is one of these; 200 to 299 where absent. */
  readonly httpStatus?: readonly number[];
  /** Of an http step; names in lower case. */
  readonly headers?: readonly { readonly name: string; readonly matchers: readonly Matcher[]; readonly at: Place }[];
  readonly at: Place;
}
