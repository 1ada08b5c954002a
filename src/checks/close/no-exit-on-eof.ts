import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { clip } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { CloseSubject } from '../subjects.ts';

const WAITS_HINT = 'Give up what is still asked of the host when stdin ends: a host may close at any moment.';

export const noExitOnEof = defineCheck<CloseSubject>({
  id: 'no-exit-on-eof',
  level: 'warning',
  otherLevels: ['info'],
  title: 'The server lives on after its stdin was closed.',
  hint: 'End the process when stdin ends (Node: process.stdin.on("end", …)); otherwise hosts leave it behind.',
  spec: SPEC.shutdown,
  inspect: ({ transport, waitsFor, shutdown: { stage, durationMs } }, add) => {
    if (transport !== 'stdio' || (stage !== 'sigterm' && stage !== 'sigkill')) return;
    const needed = stage === 'sigterm' ? 'SIGTERM ended it' : 'it ignored SIGTERM too, and SIGKILL ended it';
    const how = `${needed}, after ${seconds(durationMs)} in all`;
    if (waitsFor === undefined) return add({ message: `The server did not exit when its stdin was closed: ${how}.` });
    const asked = `asked its host something (${clip(waitsFor, 100)}) when its stdin was closed`;
    const message = `The server ${asked}, and waited for an answer that nobody could give any more: ${how}.`;
    add({ level: 'info', message, hint: WAITS_HINT });
  },
});
