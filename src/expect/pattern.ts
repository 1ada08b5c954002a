/** Regular expressions of the smoke file: JavaScript's, with `(?i)`, `(?m)`, `(?s)` allowed at the start. */
import { bounded } from '../limits/patience.ts';

/** Processor time for one pattern on one text, or one JSONPath on one value. */
export const BUDGET_MS = 1000;

const LEADING_FLAGS = /^\(\?([ims]+)\)/;

/** What is wrong with `pattern`; `undefined` when it compiles. */
export function checkPattern(pattern: string): string | undefined {
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    // Without the pattern, which may be long: `Invalid regular expression: /(/: Unterminated group`.
    return message.slice(message.lastIndexOf(': ') + 2).toLowerCase();
  }
}

/** Throws SyntaxError for a bad pattern and BudgetExceeded for one that backtracks without end. */
export function testPattern(pattern: string, text: string): boolean {
  const regexp = compile(pattern);
  const job = { kind: 'pattern', input: { pattern, text }, cpuMs: BUDGET_MS };
  return bounded(job, () => regexp.test(text));
}

/** The same without a limit, for the judging thread. */
export function matchesPattern({ pattern, text }: { readonly pattern: string; readonly text: string }): boolean {
  return compile(pattern).test(text);
}

/** Unicode mode where the pattern allows it, so that `.` is one character; else the laxer syntax. */
function compile(pattern: string): RegExp {
  const flags = new Set(LEADING_FLAGS.exec(pattern)?.[1] ?? '');
  const source = pattern.replace(LEADING_FLAGS, '');
  try {
    return new RegExp(source, [...flags, 'u'].join(''));
  } catch {
    return new RegExp(source, [...flags].join(''));
  }
}
