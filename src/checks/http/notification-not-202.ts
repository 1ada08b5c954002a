import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const notificationNot202: FrameRule = {
  id: 'notification-not-202',
  level: 'error',
  isServerWide: true,
  otherLevels: ['warning'],
  title: 'A notification does not get the HTTP status 202.',
  hint: 'Answer a POST that holds a notification or a response at once with 202 and no body; clients wait for it before they go on.',
  // What refuses requests refuses notifications as well.
  isExcused: ({ isRefused }) => isRefused === true,
  spec: SPEC.sending,
};
