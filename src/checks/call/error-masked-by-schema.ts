import { isToolError } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { issueLines, structuredIssues } from './structured-issues.ts';

export const errorMaskedBySchema = defineCheck<CallSubject>({
  id: 'error-masked-by-schema',
  level: 'warning',
  title: 'An error result carries structuredContent that does not fit outputSchema.',
  hint: 'Leave structuredContent out of error results: some clients report the misfit instead of your error.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    if (!isToolError(subject.exchange)) return;
    const issues = structuredIssues(subject);
    if (issues.length === 0 || issues[0]!.isUndecided) return;
    const message = `The error result of ${callName(subject)} has structuredContent that does not fit outputSchema.`;
    add({ message, where: '/structuredContent', evidence: issueLines(issues) });
  },
});
