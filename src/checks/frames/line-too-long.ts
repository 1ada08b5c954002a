import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { infoOf } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';
import { type FrameRule, isOdd } from './frame-rule.ts';

export const lineTooLong: FrameRule = {
  id: 'line-too-long',
  level: 'error',
  title: 'A message is over the limit: longer, or of too many values.',
  hint: 'Return less at once: page the result, or link to a resource. The limit is "limits.message" in the smoke file.',
  spec: SPEC.stdio,
  told: 'is over the limit and was dropped',
};

export const linesTooLong = defineCheck<FramesSubject>({
  ...infoOf(lineTooLong),
  yields: true,
  concerns: isOdd,
  inspect: ({ frames }, add) => {
    const [first, ...more] = frames.filter(({ direction, kind }) => direction === 'in' && kind === 'oversize');
    if (!first) return;
    const rest = more.length > 0 ? ` (${more.length} more of that kind)` : '';
    const message = `A message was over the limit and was dropped (${first.problem})${rest}.`;
    add({ message, evidence: quoted(first.text, 200) });
  },
});
