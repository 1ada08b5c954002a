import { withoutNan } from '../../json/bare.ts';
import { isObject } from '../../json/kind.ts';
import { atPointer } from '../../json/pointer.ts';
import { readJson } from '../../json/read.ts';
import { defineCheck } from '../check.ts';
import { between, quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { isEchoed, isGivenFile } from './asked-for.ts';
import { blocksOf, type Part, placeName, resultOf, successOf, textsOf } from './result.ts';
import { structuredIssues } from './structured-issues.ts';

const SCANNED = 128 * 1024;
const MOST_TEXTS = 100;
const JSON_TYPE = /^[\w.-]+\/(?:[\w.-]+\+)?json(?:\s*;|$)/i;
const NULL_HINT = 'JSON has no such numbers: return null, and let the outputSchema allow it (Python: float | None).';

export const nanInfinity = defineCheck<CallSubject>({
  id: 'nan-infinity',
  level: 'warning',
  // Where structuredContent has null for it, and the outputSchema refuses that.
  otherLevels: ['error'],
  explains: ['structured-mismatch'],
  title: 'A text that looks like JSON has NaN or Infinity in it.',
  hint: 'JSON has no such numbers: return null, or a string that says what is meant.',
  spec: SPEC.json,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (!result) return;
    for (const { value, where } of textsOf(subject)
      .slice(0, MOST_TEXTS)
      .filter((part) => isNanText(subject, part))
      .slice(0, 3)) {
      const at = Math.max(0, value.search(/\b(?:NaN|Infinity)\b/) - 60);
      const isNull = isNullInStructured(subject, value);
      const more = isNull ? '; structuredContent has null for it, which does not fit outputSchema' : '';
      add({
        message: `In the answer to ${callName(subject)}, ${placeName(where)} is no valid JSON: it has a bare NaN or Infinity${more}.`,
        where,
        ...(isNull ? { level: 'error', hint: NULL_HINT } : {}),
        evidence: quoted(between(value, at, at + 200)),
      });
    }
  },
});

/** What stands in a file or in the arguments is not the tool's, and JSON5 has such numbers. */
function isNanText(subject: CallSubject, { value, where }: Part<string>): boolean {
  if (value.length > SCANNED || !isNanJson(value.trim())) return false;
  const type = mimeTypeAt(subject, where);
  return (type === undefined || JSON_TYPE.test(type)) && !isGivenFile(subject) && !isEchoed(subject, value);
}

function isNanJson(text: string): boolean {
  const mended = /^[[{]/.test(text) ? withoutNan(text) : undefined;
  return mended !== undefined && 'value' in readJson(mended);
}

/** All that is wrong with structuredContent is null, and is NaN in the text that says the same. */
function isNullInStructured(subject: CallSubject, text: string): boolean {
  const issues = structuredIssues(subject);
  if (issues.length === 0) return false;
  const structured = resultOf(subject)?.['structuredContent'];
  const [asNull, asText] = [readJson(withoutNan(text) ?? ''), readJson(withoutNan(text, '"NaN"') ?? '')];
  if (!('value' in asNull) || !('value' in asText)) return false;
  return issues.every(
    ({ path, isUndecided }) =>
      !isUndecided &&
      atPointer(structured, path) === null &&
      atPointer(asNull.value, path) === null &&
      atPointer(asText.value, path) === 'NaN',
  );
}

/** Of the resource that the text is of, where it says one. */
function mimeTypeAt(subject: CallSubject, where: string): string | undefined {
  const block = blocksOf(subject).find((part) => where.startsWith(`${part.where}/`))?.value;
  const { mimeType } = isObject(block?.['resource']) ? block['resource'] : (block ?? {});
  return typeof mimeType === 'string' ? mimeType : undefined;
}
