import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const duplicateReply: FrameRule = {
  id: 'duplicate-reply',
  level: 'warning',
  title: 'A request is answered twice.',
  hint: 'Send exactly one response for each request.',
  spec: SPEC.jsonRpcResponse,
};
