import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const nanTokenWire: FrameRule = {
  id: 'nan-token-wire',
  level: 'error',
  title: 'A message has NaN or Infinity in it, which JSON does not have.',
  hint: 'Send null, or a string that says what is meant (Python: json.dumps(…, allow_nan=False) finds the place).',
  spec: SPEC.json,
  told: 'is no JSON: it has a bare NaN or Infinity',
};
