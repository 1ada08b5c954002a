import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const bodyShort: FrameRule = {
  id: 'body-short',
  level: 'error',
  title: 'A body is shorter than its Content-Length says.',
  hint: 'Let the framework set Content-Length, or count the bytes of what is sent: clients wait for the rest, and then drop the answer.',
  spec: SPEC.sending,
  told: 'is shorter than its Content-Length says, so clients wait for the rest',
};
