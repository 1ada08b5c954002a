/** What a row of the table is: a pattern in the server's words, the cause it shows, and what to change. */
import type { RuleInfo } from '../../model.ts';
import type { Origin } from '../thrown.ts';

/** How a cause shows that can be read from the server's words. */
const SHOWS_AS = [
  'unexpected-status',
  'masked-error',
  'empty-error',
  'nonstandard-code',
  'crash-on-call',
  'crash-idle',
  'zombie-session',
  'exit-before-init',
  'clean-exit-no-run',
  'initialize-refused',
  'list-failed',
  'http-status',
  'http-no-answer',
  'not-ready',
  'sse-ended-no-response',
  'sse-truncated',
  'connection-lost',
];

/** The rule, with what it explains beside what it says itself. */
export function explaining(rule: RuleInfo): RuleInfo {
  return { ...rule, explains: [...SHOWS_AS, ...(rule.explains ?? [])] };
}

/** Where a text was found. */
export type Source = 'stderr' | 'result' | 'rpc' | 'http';

export interface Cause {
  readonly rule: RuleInfo;
  /** Told in its place when the arguments fit the inputSchema. */
  readonly ruleIfFit?: RuleInfo;
  /** Linear in the length of its text; `.` does not cross lines. */
  readonly pattern: RegExp;
  /** Found by what the JSON-RPC error is, whatever its words are. */
  readonly isHeaderMismatch?: true;
  /** Only while the server starts, or only in a call. */
  readonly phase?: 'start' | 'call';
  /** Only in these texts; everywhere where absent. */
  readonly sources?: readonly Source[];
  /** Only where an optional list or object was sent as a string: the words alone may tell of any other data. */
  readonly ofStringForList?: true;
  /** Only over HTTP, and only in a request of 2026-07-28: elsewhere the words tell of something else. */
  readonly isOfHttp?: true;
  readonly isOfStateless?: true;
  /** Only for an exception on stderr that was raised there. */
  readonly origin?: Origin;
  /** The pattern is all that the language says of it, and what was asked for cannot be the reason: also of an error that the tool caught. */
  readonly isOwnFault?: true;
  /** The cause in one sentence. */
  readonly message: (match: RegExpExecArray) => string;
  /** What is shown in the place of the line that the pattern begins in. */
  readonly evidence?: (match: RegExpExecArray) => string;
  /** Where the rule's own does not fit. */
  readonly hint?: string;
}
