import { jsonOf } from '../../json/read.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { isEchoed, isGivenFile } from './asked-for.ts';
import { speaksOf } from './described.ts';
import { placeName, successOf, textsOf } from './result.ts';

const SCANNED = 1024 * 1024;
/** What is there to write JSON as a string; "as a JSON string" says any tool that returns JSON. */
const MAKES_STRINGS =
  /\b(?:stringif\w{1,5}|string literals?|double[- ]encod\w{1,4}|(?:escap|quot|encod)\w{1,4} (?:an? |the |some )?json|json (?:escap|quot|encod)\w{1,4})\b/i;

export const doubleEncoded = defineCheck<CallSubject>({
  id: 'double-encoded',
  level: 'warning',
  title: 'A text is JSON inside a JSON string.',
  hint: 'Return the object itself, or its JSON once: the value has been turned into JSON and then again.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (subject.kind !== 'call' || !result) return;
    for (const { value, where } of textsOf(subject)
      .filter((part) => isTwice(subject, part.value))
      .slice(0, 3)) {
      const message = `In the answer to ${callName(subject)}, ${placeName(where)} is JSON that was turned into a JSON string again.`;
      add({ message, where, evidence: quoted(value, 200) });
    }
  },
});

/** An echo, a file, or what was asked to be turned into a string is as it should be. */
function isTwice(subject: CallSubject, text: string): boolean {
  if (text.length > SCANNED || !/^\s*"\s*[[{]/.test(text)) return false;
  const inner = jsonOf(text);
  const value = typeof inner === 'string' ? jsonOf(inner) : undefined;
  if (typeof value !== 'object' || value === null || isGivenFile(subject)) return false;
  return !isEchoed(subject, text) && !isEchoed(subject, String(inner)) && !speaksOf(subject, MAKES_STRINGS);
}
