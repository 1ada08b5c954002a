import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const noNewlineFlush: FrameRule = {
  id: 'no-newline-flush',
  level: 'error',
  title: 'A message has no line end, or stays in a buffer.',
  hint: 'End each message with a line feed and flush stdout (Python: PYTHONUNBUFFERED=1, or print(…, flush=True)).',
  spec: SPEC.stdio,
  told: 'came whole, but without the line feed that ends a message',
};
