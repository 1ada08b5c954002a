import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { errorText } from './error-text.ts';
import { blocksOf, resultOf } from './result.ts';

/** An exception without a message, behind the words of the SDK. */
const NOTHING_AFTER = /^Error (?:executing|calling) tool [^\n]{0,200}:\s*$/;

export const emptyError = defineCheck<CallSubject>({
  id: 'empty-error',
  level: 'warning',
  title: 'An error has no message.',
  hint: 'Give the exception a message that says what went wrong and what the caller can do about it.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    const text = errorText(subject);
    if (text === undefined || !(isSilent(subject, text) || NOTHING_AFTER.test(text))) return;
    add({ message: `The error of ${callName(subject)} has no message.`, evidence: quoted(text) });
  },
});

/** Structured content and blocks other than text may well say it. */
function isSilent(subject: CallSubject, text: string): boolean {
  if (resultOf(subject)?.['structuredContent'] !== undefined) return false;
  return text.trim() === '' && blocksOf(subject).every(({ value }) => value['type'] === 'text');
}
