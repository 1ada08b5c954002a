import { defineCheck } from '../check.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { isOnlyDoing } from './described.ts';
import { successOf } from './result.ts';

export const emptySuccess = defineCheck<CallSubject>({
  id: 'empty-success',
  level: 'warning',
  otherLevels: ['info'],
  title: 'A call succeeds and says nothing.',
  hint: 'Return at least a sentence that says what was done; a model cannot tell an empty result from a lost one.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (subject.kind !== 'call' || !result) return;
    const { content, structuredContent } = result;
    if (!Array.isArray(content) || content.length > 0 || structuredContent !== undefined) return;
    const level = isOnlyDoing(subject) ? 'info' : 'warning';
    add({ level, message: `The result of ${callName(subject)} is empty: no content and no structuredContent.` });
  },
});
