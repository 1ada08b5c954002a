import { defineCheck } from '../check.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';
import { isOdd } from './frame-rule.ts';
import { isDuringCall, noiseNote } from './stdout-noise.ts';

export const stdoutNoiseBoot = defineCheck<FramesSubject>({
  id: 'stdout-noise-boot',
  level: 'error',
  otherLevels: ['warning'],
  title: 'The server writes to stdout what is not MCP, outside of a call.',
  plain: 'The server mixed other output into its answers, which clients cannot read.',
  hint: 'Log to stderr: console.error in Node, print(…, file=sys.stderr) or logging in Python; silence banners.',
  spec: SPEC.stdio,
  concerns: isOdd,
  inspect: (subject, add) => {
    const note = isDuringCall(subject) ? undefined : noiseNote(subject);
    // At the end most hosts have closed the pipe already.
    if (note) add(subject.phase === 'close' ? { ...note, level: 'warning' } : note);
  },
});
