import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const waitsOnUser: FrameRule = {
  id: 'waits-on-user',
  level: 'warning',
  title: 'The server asks the user or the model while a call waits.',
  hint: "Look at the client's capabilities first, and go on without the answer where it is declined.",
  spec: SPEC.elicitation,
};
