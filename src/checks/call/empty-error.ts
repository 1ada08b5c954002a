import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { errorText } from './error-text.ts';
import { blocksOf, resultOf } from './result.ts';

/** An exception without a message, behind the words of the SDK. */
const SDK_WORDS = /^(?:Error (?:executing|calling) tool [^\n]{0,200}:|(?:Error|Exception):?)\s*/;
/** An object made text by a language that does not know how, or by JSON that leaves an Error's fields out. */
const NOTHING = /^(?:\{\}|\[\]|""|''|null|None|undefined|\[object \w{1,40}\])?$/;

export const emptyError = defineCheck<CallSubject>({
  id: 'empty-error',
  level: 'warning',
  title: 'An error has no message.',
  hint: 'Give the exception a message that says what went wrong and what the caller can do about it.',
  spec: SPEC.toolErrors,
  inspect: (subject, add) => {
    const text = errorText(subject);
    if (text === undefined || !isSilent(subject, text)) return;
    const said = text.trim() === '' ? 'has no message' : 'says nothing';
    add({ message: `The error of ${callName(subject)} ${said}.`, evidence: quoted(text) });
  },
});

/** Structured content and blocks other than text may well say it. */
function isSilent(subject: CallSubject, text: string): boolean {
  if (resultOf(subject)?.['structuredContent'] !== undefined) return false;
  return (
    NOTHING.test(text.slice(0, 1000).replace(SDK_WORDS, '').trim()) &&
    blocksOf(subject).every(({ value }) => value['type'] === 'text')
  );
}
