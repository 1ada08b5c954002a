import { defineCheck } from '../check.ts';
import { withEvidence } from '../evidence.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { spawnNote } from './spawn-hint.ts';
import { closureOf, startOf } from './start.ts';

export const spawnEnoent = defineCheck<ConnectSubject>({
  id: 'spawn-enoent',
  level: 'error',
  title: 'The command of the server cannot be started.',
  plain: 'The server could not be started.',
  hint:
    'Check that the program is installed and on the PATH that the host passes on, or give its absolute path; check the ' +
    'working folder too. On Windows, npx and uvx need "cmd /c npx …".',
  spec: SPEC.stdio,
  inspect: (subject, add) => {
    const closure = closureOf(subject);
    if (!closure || startOf(subject) !== 'spawn-error') return;
    const program = subject.command?.[0] ?? subject.target;
    add({ ...spawnNote(closure, program, subject.isProbe === true), ...withEvidence(closure.error) });
  },
});
