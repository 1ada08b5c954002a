import { matchesOutside } from '../../json/bare.ts';
import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';

const SCANNED = 1024 * 1024;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
/** Integers of 16 to 40 digits that are no part of a fraction or an exponent. */
const LONG_INTEGER = /(?<![\d.eE+-])-?\d{16,40}(?![\d.eE])/g;

export const unsafeInt = defineCheck<CallSubject>({
  id: 'unsafe-int',
  level: 'warning',
  // Where the server cannot write the number at all.
  otherLevels: ['error'],
  title: 'A result has integers that JavaScript clients cannot hold.',
  hint: 'Send integers beyond 9007199254740991 as strings; clients round them silently, or crash.',
  spec: SPEC.json,
  inspect: (subject, add) => {
    if (subject.exchange.outcome.kind !== 'result') return;
    const found = unsafeIntegers(start(answerText(subject)));
    if (found.length === 0) return;
    const message = `The answer to ${callName(subject)} has integers beyond 9007199254740991, for example ${found[0]}.`;
    add({ message, evidence: found.slice(0, 5).join(', ') });
  },
});

function answerText({ exchange: { frames, id } }: CallSubject): string {
  // From the end: of many calls at once each has the frames of all others too.
  const answer = frames.findLast(
    ({ direction, message }) => direction === 'in' && isObject(message) && message['id'] === id && 'result' in message,
  );
  return answer?.text ?? '';
}

/** Up to the last comma, so that no number is cut. */
function start(text: string): string {
  return text.length <= SCANNED ? text : text.slice(0, Math.max(0, text.lastIndexOf(',', SCANNED)));
}

function unsafeIntegers(text: string): string[] {
  if (!/\d{16}/.test(text)) return [];
  const numbers = matchesOutside(text, LONG_INTEGER);
  return [...new Set(numbers)].filter((number) => BigInt(number.replace('-', '')) > SAFE);
}
