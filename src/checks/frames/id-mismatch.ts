import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const idMismatch: FrameRule = {
  id: 'id-mismatch',
  level: 'error',
  title: 'A response has an id that no request of ours has.',
  hint: 'Return the id of the request as it came.',
  spec: SPEC.jsonRpcResponse,
  told: 'has another id than the request',
};
