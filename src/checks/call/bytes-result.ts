import { isObject } from '../../json/kind.ts';
import { jsonOf } from '../../json/read.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { isEchoed, isGivenFile, isGivenPlace, runsCode } from './asked-for.ts';
import { showsValues, speaksOf } from './described.ts';
import { placeName, successOf, textsOf } from './result.ts';

const SCANNED = 100_000;
const BUFFER = /\{\s*"type"\s*:\s*"Buffer"\s*,\s*"data"\s*:\s*\[[\d,\s]*\]\s*\}/;

/** Such a file may hold it. */
const JSON_FILE = /\.(?:jsonc?|jsonl|ndjson|log)\b/i;

export const bytesResult = defineCheck<CallSubject>({
  id: 'bytes-result',
  level: 'error',
  otherLevels: ['warning'],
  title: 'A result holds bytes as a list of numbers.',
  plain: 'The answer holds a file as a list of numbers.',
  hint: 'Decode text (buffer.toString("utf8")), and return other bytes as base64 in an image, audio or resource block.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    const result = successOf(subject);
    if (subject.kind !== 'call' || !result) return;
    const text = textsOf(subject).find(({ value }) => isBuffers(value));
    const structured = result['structuredContent'];
    const where = text?.where ?? (isBuffer(structured) ? '/structuredContent' : undefined);
    if (where === undefined || isEchoed(subject, text?.value ?? '{"type":"Buffer"')) return;
    const isFile = isGivenFile(subject);
    if (isFile && JSON_FILE.test(JSON.stringify(subject.args))) return;
    if (runsCode(subject) || showsValues(subject)) return;
    const mayHoldIt = isFile || isGivenPlace(subject) || speaksOf(subject, /\bbuffers?\b/i);
    const message = `In the answer to ${callName(subject)}, ${placeName(where)} is a Buffer of Node that was turned into JSON.`;
    add({ level: mayHoldIt ? 'warning' : 'error', message, where, evidence: quoted(text?.value ?? structured, 200) });
  },
});

/** JSON that holds a Buffer: by itself, or in an object of the tool's own. */
function isBuffers(text: string): boolean {
  if (text.length > SCANNED || !/^\s*[[{]/.test(text) || !BUFFER.test(text)) return false;
  const value = jsonOf(text);
  return isBuffer(value) || (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []).some(isBuffer);
}

function isBuffer(value: unknown): boolean {
  return (
    isObject(value) && value['type'] === 'Buffer' && Array.isArray(value['data']) && Object.keys(value).length === 2
  );
}
