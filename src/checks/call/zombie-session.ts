import { stderrTail, withEvidence } from '../evidence.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

export const zombieSession: ExchangeRule = {
  id: 'zombie-session',
  level: 'error',
  title: 'The server closes its stdout while it owes an answer, and its process lives on.',
  hint: 'Something ended the protocol loop, not the process: do not call sys.exit() in a tool, raise an error; do not close stdout.',
  spec: SPEC.stdio,
  judge: ({ outcome, stderr }, { what }, add) => {
    if (outcome.kind !== 'closed' || outcome.closure.reason !== 'stdout-closed') return;
    const message = `The server closed its stdout during ${what}, but its process did not end.`;
    add({ message, ...withEvidence(stderrTail(stderr)) });
  },
};
