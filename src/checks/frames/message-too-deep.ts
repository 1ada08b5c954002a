import { MAX_DEPTH } from '../../json/read.ts';
import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const messageTooDeep: FrameRule = {
  id: 'message-too-deep',
  level: 'error',
  title: `A message is nested deeper than ${MAX_DEPTH} levels.`,
  hint: 'Flatten what is returned, or cut it at a depth that a reader can use: parsers and validators of clients recurse.',
  spec: SPEC.json,
  told: 'is nested too deep and was dropped',
};
