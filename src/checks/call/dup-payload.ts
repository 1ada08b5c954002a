import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../json/kind.ts';
import { jsonOf } from '../../json/read.ts';
import { thousands } from '../../text/plural.ts';
import { defineCheck } from '../check.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { successOf, textsOf } from './result.ts';

/** The specification asks for both; only what fills a model's context twice is worth a word. */
const BIG = 25_000;
const SCANNED = 4 * 1024 * 1024;

export const dupPayload = defineCheck<CallSubject>({
  id: 'dup-payload',
  level: 'info',
  title: 'A big result comes twice: as structuredContent and as text.',
  hint: 'Put a summary into the text where the data is big; some hosts give both to the model.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (!result || !isObject(result['structuredContent'])) return;
    const twin = textsOf(subject).find(({ value }) => isSame(value, result['structuredContent']));
    if (!twin) return;
    const size = thousands(twin.value.length);
    const message = `The result of ${callName(subject)} has the same ${size} characters of JSON as text and as structuredContent.`;
    add({ message, where: twin.where });
  },
});

function isSame(text: string, structured: unknown): boolean {
  if (text.length < BIG || text.length > SCANNED) return false;
  return isDeepStrictEqual(jsonOf(text), structured);
}
