import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { errorText } from './error-text.ts';

/** Words that only say that something failed; a tool's name may stand behind them. */
const MASK =
  /^(?:Error (?:executing|calling) tool:? ?[^\s:]*|(?:An? )?(?:internal|unknown|unexpected) error(?: occurred)?)\.?$/i;

export const maskedError = defineCheck<CallSubject>({
  id: 'masked-error',
  level: 'info',
  title: 'An error says only that something failed.',
  hint: 'The cause stands on stderr, if anywhere. To let the model see it, raise the error class that the SDK passes on (Python: ToolError), with a message of your own.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    const text = errorText(subject);
    if (text === undefined || text.length > 300 || !MASK.test(text.trim())) return;
    add({
      message: `The error of ${callName(subject)} says only that it failed, and not why.`,
      evidence: quoted(text),
    });
  },
});
