/** What a row of the table is: a pattern in the server's words, the cause it shows, and what to change. */
import type { RuleInfo } from '../../model.ts';

/** Where a text was found. */
export type Source = 'stderr' | 'result' | 'rpc' | 'http';

export interface Cause {
  readonly rule: RuleInfo;
  /** Told in its place when the arguments fit the inputSchema. */
  readonly ruleIfFit?: RuleInfo;
  /** Linear in the length of its text; `.` does not cross lines. */
  readonly pattern: RegExp;
  /** Only while the server starts, or only in a call. */
  readonly phase?: 'start' | 'call';
  /** Only in these texts; everywhere where absent. */
  readonly sources?: readonly Source[];
  /** The cause in one sentence. */
  readonly message: (match: RegExpExecArray) => string;
  /** Where the rule's own does not fit. */
  readonly hint?: string;
}
