import { defineCheck } from '../check.ts';
import { stderrTail, withEvidence } from '../evidence.ts';
import { exitCause, exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';
import type { UnaskedEndSubject } from '../subjects.ts';

const LEAVES =
  'Something in the server calls exit(), or lets the event loop run empty: a timer for idle times, the end of a background task. ' +
  'Live until stdin ends: that is how a host ends a server.';

export const crashIdle = defineCheck<UnaskedEndSubject>({
  id: 'crash-idle',
  level: 'error',
  isSymptom: true,
  title: 'The server process ends by itself while nothing is asked of it.',
  plain: 'The server went away by itself.',
  hint:
    'Something that runs beside the requests failed: a timer, a background task, a rejected promise that nobody awaits. ' +
    'Catch it there; see its exception.',
  spec: SPEC.shutdown,
  inspect: ({ closure, after, stderr }, add) => {
    if (closure.reason !== 'exit') return;
    const cause = exitCause(closure) ?? (closure.exitCode === 0 ? LEAVES : undefined);
    const message = `The server process ended by itself${behind(after)} (${exitWords(closure)}), before we ended its input.`;
    add({ message, ...(cause ? { hint: cause } : {}), ...withEvidence(stderrTail(stderr)) });
  },
});

/** ` after tools/list`. */
export function behind(after: string | undefined): string {
  return after === undefined ? '' : ` after ${after}`;
}
