import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const multilineJson: FrameRule = {
  id: 'multiline-json',
  level: 'error',
  title: 'A message is spread over several lines.',
  hint: 'Write each message on one line: JSON.stringify(message) without indentation, then a line feed.',
  spec: SPEC.stdio,
  told: 'is spread over several lines; on stdio each message must be one line',
};
