import { defineCheck } from '../check.ts';
import { exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';
import type { CloseSubject } from '../subjects.ts';

export const dirtyExit = defineCheck<CloseSubject>({
  id: 'dirty-exit',
  level: 'info',
  title: 'The server ends with an error code after its stdin was closed.',
  hint: 'Treat the end of stdin as the normal end: clean up and exit with code 0.',
  spec: SPEC.shutdown,
  inspect: ({ transport, shutdown }, add) => {
    if (transport !== 'stdio' || shutdown.stage !== 'stdin-end') return;
    const { exitCode, signal } = shutdown;
    if (signal === undefined && (exitCode === undefined || exitCode === 0)) return;
    add({ message: `The server ended with ${exitWords(shutdown)} when its stdin was closed.` });
  },
});
