import type { Closure } from '../../model.ts';
import type { ExchangeRule } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';

export const exitsAfterOne: ExchangeRule = {
  id: 'exits-after-one',
  level: 'error',
  explains: ['crash-on-call', 'crash-idle'],
  title: 'The server ends after an answer, as if one were all that is asked.',
  hint: 'Read requests in a loop until stdin ends, and exit only then.',
  spec: SPEC.shutdown,
  judge: ({ outcome }, { what }, add) => {
    if (outcome.kind !== 'closed' || !isAfterOne(outcome.closure)) return;
    add({ message: `The server exited with code 0 instead of answering ${what}, although its stdin was open.` });
  },
};

/** It went by itself behind its first answer, and calls it a success. Who has answered more than one reads in a loop. */
export function isAfterOne({ reason, exitCode, answered = 0 }: Closure): boolean {
  return reason === 'exit' && exitCode === 0 && answered <= 1;
}
