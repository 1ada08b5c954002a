import { withoutNan } from '../../json/bare.ts';
import { readJson } from '../../json/read.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { type Part, placeName, successOf, textsOf } from './result.ts';

const SCANNED = 128 * 1024;
const MOST_TEXTS = 100;

export const nanInfinity = defineCheck<CallSubject>({
  id: 'nan-infinity',
  level: 'warning',
  title: 'A text that looks like JSON has NaN or Infinity in it.',
  hint: 'JSON has no such numbers: return null, or a string that says what is meant.',
  spec: SPEC.json,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (!result) return;
    for (const { value, where } of textsOf(subject).slice(0, MOST_TEXTS).filter(isNanText).slice(0, 3)) {
      const at = Math.max(0, value.search(/\b(?:NaN|Infinity)\b/) - 60);
      add({
        message: `In the answer to ${callName(subject)}, ${placeName(where)} is no valid JSON: it has a bare NaN or Infinity.`,
        where,
        evidence: quoted(value.slice(at, at + 200)),
      });
    }
  },
});

function isNanText({ value }: Part<string>): boolean {
  if (value.length > SCANNED) return false;
  const text = value.trim();
  if (/^(?:NaN|-?Infinity)$/.test(text)) return true;
  const mended = /^[[{]/.test(text) ? withoutNan(text) : undefined;
  return mended !== undefined && 'value' in readJson(mended);
}
