import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const answerCutOff: FrameRule = {
  id: 'answer-cut-off',
  level: 'error',
  title: 'An answer breaks off in the middle of its line.',
  hint:
    'Write the whole message before anything else, and check how much was written: a full pipe takes a part (loop over write(), ' +
    'await drain), two threads need a lock, and a writer that fails must not leave half a line behind.',
  spec: SPEC.stdio,
  told: 'breaks off in the middle: its line never became whole',
};
