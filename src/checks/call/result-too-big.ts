import { thousands } from '../../text/plural.ts';
import { defineCheck } from '../check.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { textsOf } from './result.ts';

const MAX_CHARACTERS = 100_000;

export const resultTooBig = defineCheck<CallSubject>({
  id: 'result-too-big',
  level: 'warning',
  title: 'A result has more text than hosts pass on to the model.',
  hint: 'Return a summary, page the result, or link to a resource; some hosts cut or refuse more than 25,000 tokens.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    if (subject.kind !== 'call') return;
    const characters = textsOf(subject).reduce((sum, { value }) => sum + value.length, 0);
    if (characters <= MAX_CHARACTERS) return;
    add({ message: `The result of ${callName(subject)} has ${thousands(characters)} characters of text.` });
  },
});
