import { SPEC } from '../spec.ts';
import type { FrameRule } from './frame-rule.ts';

export const bomOrCodepage: FrameRule = {
  id: 'bom-or-codepage',
  level: 'error',
  title: 'stdout is not plain UTF-8.',
  hint: "Write UTF-8 without a byte order mark (Python on Windows: PYTHONUTF8=1, or sys.stdout.reconfigure(encoding='utf-8')).",
  spec: SPEC.stdio,
  told: 'begins with a byte order mark or is not UTF-8',
};
