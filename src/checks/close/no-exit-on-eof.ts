import { defineCheck } from '../check.ts';
import { seconds } from '../duration.ts';
import { SPEC } from '../spec.ts';
import type { CloseSubject } from '../subjects.ts';

export const noExitOnEof = defineCheck<CloseSubject>({
  id: 'no-exit-on-eof',
  level: 'warning',
  title: 'The server lives on after its stdin was closed.',
  hint: 'End the process when stdin ends (Node: process.stdin.on("end", …)); otherwise hosts leave it behind.',
  spec: SPEC.shutdown,
  inspect: ({ transport, isWaiting, shutdown: { stage, durationMs } }, add) => {
    if (isWaiting || transport !== 'stdio' || (stage !== 'sigterm' && stage !== 'sigkill')) return;
    const needed = stage === 'sigterm' ? 'SIGTERM ended it' : 'it ignored SIGTERM too, and SIGKILL ended it';
    add({
      message: `The server did not exit when its stdin was closed: ${needed}, after ${seconds(durationMs)} in all.`,
    });
  },
});
