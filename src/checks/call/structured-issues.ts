/** How structuredContent breaks the tool's outputSchema. */

import { isObject } from '../../json/kind.ts';
import type { ValueIssue } from '../../model.ts';
import { clip } from '../evidence.ts';
import { oncePer } from '../once-per.ts';
import type { CallSubject } from '../subjects.ts';
import { resultOf } from './result.ts';

/**
 * None where there is nothing to compare: no schema, a schema that cannot be compiled, no structured content. Several ask, and an
 * answer may have cost its budget.
 */
export const structuredIssues = oncePer((subject: CallSubject): readonly ValueIssue[] => {
  const content = resultOf(subject)?.['structuredContent'];
  const validate = subject.tool?.output?.validate;
  // Before 2026-07-28 what is no object is wrong by itself (content-shape).
  const isJudged = subject.isStateless ? content !== undefined : isObject(content);
  return subject.kind === 'call' && validate && isJudged ? validate(content) : [];
});

/** Of one among several. */
export const LONGEST_ISSUE = 200;

/** One line for each issue. */
export function issueLines(issues: readonly ValueIssue[]): string {
  return clip(issues.map(({ path, message }) => `${path || '/'} ${clip(message, LONGEST_ISSUE)}`).join('\n'));
}
