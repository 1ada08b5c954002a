import { defineCheck } from '../check.ts';
import { infoOf } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { FramesSubject } from '../subjects.ts';
import { type FrameRule, isOdd } from './frame-rule.ts';
import { isDuringCall, noiseNote } from './stdout-noise.ts';

export const stdoutNoiseCall: FrameRule = {
  id: 'stdout-noise-call',
  level: 'error',
  title: 'A call makes the server write to stdout what is not MCP.',
  plain: 'The server mixed other output into its answers, which clients cannot read.',
  hint:
    'Take the print() or console.log() out of the tool, or log to stderr; a child process must not inherit stdout ' +
    '(Python: stdout=subprocess.PIPE; Node: stdio "pipe").',
  spec: SPEC.stdio,
  told: 'stands on one line with other output',
};

export const noiseDuringCall = defineCheck<FramesSubject>({
  ...infoOf(stdoutNoiseCall),
  yields: true,
  concerns: isOdd,
  inspect: (subject, add) => {
    const note = isDuringCall(subject) ? noiseNote(subject) : undefined;
    if (note) add(note);
  },
});
