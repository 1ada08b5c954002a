import type { FrameRule } from '../frames/frame-rule.ts';
import { SPEC } from '../spec.ts';

export const sseData: FrameRule = {
  id: 'sse-data',
  level: 'error',
  otherLevels: ['warning'],
  title: 'The data of an event is not one JSON-RPC message as JSON.',
  hint:
    'Write the message once, as JSON on one line, behind "data: " (JSON.stringify(message), json.dumps(message)); what is ' +
    'already JSON must not be encoded again, and JSON of several lines needs "data: " before each.',
  spec: SPEC.sending,
  told: 'came as an event whose data clients cannot read',
};
