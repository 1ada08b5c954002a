import { defineCheck } from '../check.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { exitCause, exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';
import type { ConnectSubject } from '../subjects.ts';
import { closureOf, startOf } from './start.ts';

export const exitBeforeInit = defineCheck<ConnectSubject>({
  id: 'exit-before-init',
  level: 'error',
  isSymptom: true,
  isToldAlong: true,
  title: 'The server goes away before it has answered initialize.',
  plain: 'The server ended before it could be spoken to.',
  hint: 'Read what it wrote to stderr, and run the command by hand in the same folder and with the same environment.',
  spec: SPEC.initialization,
  inspect: (subject, add) => {
    const closure = closureOf(subject);
    if (!closure || startOf(subject) !== 'exit') return;
    const asked = subject.opening?.method ?? 'initialize';
    const what =
      closure.reason === 'stdout-closed'
        ? `The server closed its stdout before it had answered ${asked}, but its process lives.`
        : `The server exited before it had answered ${asked} (${exitWords(closure)}).`;
    const cause = exitCause(closure);
    add({ message: what, ...(cause ? { hint: cause } : {}), ...withEvidence(stderrTail(subject.stderr)) });
  },
});
