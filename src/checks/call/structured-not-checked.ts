import { defineCheck } from '../check.ts';
import { callName } from '../exchange-rule.ts';
import { notChecked } from '../not-checked.ts';
import type { CallSubject } from '../subjects.ts';
import { structuredIssues } from './structured-issues.ts';

export const structuredNotChecked = defineCheck<CallSubject>({
  ...notChecked,
  inspect: (subject, add) => {
    const [first] = structuredIssues(subject);
    if (!first?.isUndecided) return;
    add({
      message: `The structuredContent of ${callName(subject)} was not checked: it ${first.message}; a client that validates it may hang or fail.`,
      hint: 'Simplify outputSchema: a pattern with nested repetition, such as (a+)+, takes time without end on some values.',
      where: '/structuredContent',
    });
  },
});
