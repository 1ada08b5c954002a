import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const sseUnterminated: FrameRule = {
  id: 'sse-unterminated',
  level: 'error',
  title: 'An event of the event stream is not ended by a blank line.',
  hint: 'End every event with two line ends ("\\n\\n"): clients wait for the blank line, and drop an event without it.',
  spec: SPEC.sending,
  told: 'came as an event that no blank line ends, so clients never see it',
};
