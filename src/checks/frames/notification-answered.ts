import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const notificationAnswered: FrameRule = {
  id: 'notification-answered',
  level: 'warning',
  title: 'A notification is answered.',
  hint: 'Send nothing in answer to a message that has no id.',
  spec: SPEC.jsonRpcNotification,
};
