import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';
import { isHttp, isOdd } from './frame-rule.ts';

export const blankLines = defineCheck<FramesSubject>({
  id: 'blank-lines',
  level: 'warning',
  title: 'The server writes empty lines to stdout.',
  hint: 'Write nothing but messages, each with one line end: an empty print(), or a second line end after each message.',
  spec: SPEC.stdio,
  concerns: isOdd,
  inspect: ({ frames }, add) => {
    const blank = frames.filter(({ direction, kind }) => direction === 'in' && kind === 'blank');
    if (blank.length === 0 || isHttp(frames)) return;
    add({ message: `${blank.length === 1 ? 'An empty line' : `${blank.length} empty lines`} on stdout.` });
  },
});
