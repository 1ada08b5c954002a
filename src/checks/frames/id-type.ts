import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const idType: FrameRule = {
  id: 'id-type',
  level: 'warning',
  title: 'A response returns the id of the request as another type.',
  hint: 'Return the id of the request as it came: a number stays a number.',
  spec: SPEC.jsonRpcResponse,
};
