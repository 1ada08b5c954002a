import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const sseEventName: FrameRule = {
  id: 'sse-event-name',
  level: 'error',
  otherLevels: ['warning'],
  title: 'A message comes as an event of another name than "message".',
  hint: 'Write "event: message", or no event line at all: the clients of the SDKs drop all other events.',
  spec: SPEC.sending,
  told: 'came as an event that the clients of the SDKs drop',
};
