import { defineCheck } from '../check.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';
import type { CloseSubject } from '../subjects.ts';

const CATCH =
  'Catch it where it is thrown, and await the work that a request starts before its answer goes out: in a session that goes on, ' +
  'the same exception ends the server between two requests.';

export const dirtyExit = defineCheck<CloseSubject>({
  id: 'dirty-exit',
  level: 'info',
  otherLevels: ['warning'],
  title: 'The server ends with an error code after its stdin was closed.',
  hint: 'Treat the end of stdin as the normal end: clean up and exit with code 0.',
  spec: SPEC.shutdown,
  inspect: ({ transport, shutdown, uncaught }, add) => {
    if (transport !== 'stdio' || shutdown.stage !== 'stdin-end') return;
    const { exitCode, signal } = shutdown;
    if (signal === undefined && (exitCode === undefined || exitCode === 0)) return;
    if (!uncaught) return add({ message: `The server ended with ${exitWords(shutdown)} when its stdin was closed.` });
    const { type, where, stderr } = uncaught;
    const thrown = uncaught.message === '' ? type : `${type}: ${uncaught.message}`;
    const message = `After its last answer the server ended with ${exitWords(shutdown)}, by an exception that nobody caught: ${thrown}${where ? ` (${where})` : ''}`;
    add({ message, level: 'warning', hint: CATCH, ...(where ? { where } : {}), ...withEvidence(stderrTail(stderr)) });
  },
});
