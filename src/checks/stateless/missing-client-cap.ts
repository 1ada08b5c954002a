import { requiredCapabilities } from '../../model.ts';
import { defineCheck } from '../check.ts';
import { clip } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';

/** What a smoke file can declare, each by an answer. */
const ANSWERABLE = ['elicitation', 'sampling', 'roots'];

export const missingClientCap = defineCheck<CallSubject>({
  id: 'missing-client-cap',
  level: 'error',
  about: 'file',
  title:
    'The server refuses a request that needs a capability of the client which the smoke file gives no answers for.',
  hint: 'Add the answers to "answers" of the file or the step: what there is an answer for is declared to the server.',
  spec: SPEC.newCodes,
  explains: ['unexpected-status', 'expectation'],
  inspect: (subject, add) => {
    const required = requiredCapabilities(subject.exchange);
    if (!required || subject.expected !== 'ok') return;
    const needed = Object.keys(required);
    const which = needed.length > 0 ? `: ${clip(needed.join(', '), 100)}` : '';
    const lines = needed.filter((name) => ANSWERABLE.includes(name)).map((name) => `${name}: […]`);
    const message = `What ${callName(subject)} needs is a capability that the client does not declare${which}.`;
    add({ message, ...(lines.length > 0 ? { hint: `Add to the smoke file: answers: { ${lines.join(', ')} }` } : {}) });
  },
});
