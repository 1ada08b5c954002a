import { stderrTail, withEvidence } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { exitCause, exitWords } from '../exit-words.ts';
import { SPEC } from '../spec.ts';

export const crashOnCall: ExchangeRule = {
  id: 'crash-on-call',
  level: 'error',
  isSymptom: true,
  title: 'The server process ends while it owes an answer.',
  plain: 'The server went away before it answered.',
  hint: 'Read what it wrote to stderr: an exception that nobody caught, or an exit() inside the tool. Answer with isError instead.',
  spec: SPEC.toolErrors,
  judge: ({ outcome, stderr }, { what }, add) => {
    if (outcome.kind !== 'closed' || outcome.closure.reason !== 'exit') return;
    const cause = exitCause(outcome.closure);
    const message = `The server process ended during ${what} (${exitWords(outcome.closure)}).`;
    add({ message, ...(cause ? { hint: cause } : {}), ...withEvidence(stderrTail(stderr)) });
  },
};
