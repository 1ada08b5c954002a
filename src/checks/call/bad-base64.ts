import { isObject } from '../../json/kind.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { callName } from '../exchange-rule.ts';
import { SPEC } from '../spec.ts';
import type { CallSubject } from '../subjects.ts';
import { type Base64Fault, base64Fault, mimeMismatch } from './media.ts';
import { blocksOf, type Part, placeName } from './result.ts';

const MAX_BINARIES = 20;

export const badBase64 = defineCheck<CallSubject>({
  id: 'bad-base64',
  level: 'error',
  explains: ['official-client'],
  otherLevels: ['warning'],
  title: 'Binary content is not base64, or not of the type that it says.',
  hint: 'Encode the bytes themselves as standard base64 in one line, with padding, and name their true mimeType.',
  spec: SPEC.toolResult,
  inspect: (subject, add) => {
    for (const part of blocksOf(subject).flatMap(binariesOf).slice(0, MAX_BINARIES)) {
      const fault = faultOf(part.value);
      if (!fault) continue;
      const message = `In the answer to ${callName(subject)}, ${placeName(part.where)} ${fault.text}.`;
      const level = fault.mild ? ({ level: 'warning' } as const) : {};
      add({ message, where: part.where, evidence: quoted(part.value.data, 120), ...level });
    }
  },
});

function faultOf({ data, mimeType }: Binary): Base64Fault | undefined {
  if (data === '' && mimeType.startsWith('image/')) return { text: 'is empty', mild: false };
  const fault = base64Fault(data);
  if (fault) return fault;
  const other = mimeMismatch(data, mimeType);
  return other ? { text: `is said to be ${quoted(mimeType, 60)}, but its bytes are ${other}`, mild: true } : undefined;
}

interface Binary {
  readonly data: string;
  readonly mimeType: string;
}

const NONE: Part<Binary>[] = [];

function binariesOf({ value, where }: Part<Record<string, unknown>>): Part<Binary>[] {
  if (value['type'] === 'text' && value['blob'] === undefined && value['resource'] === undefined) return NONE;
  const media = value['type'] === 'image' || value['type'] === 'audio';
  const resource = isObject(value['resource']) ? value['resource'] : undefined;
  return [
    ...(media ? binary(value, 'data', `${where}/data`) : []),
    ...binary(value, 'blob', `${where}/blob`),
    ...(resource ? binary(resource, 'blob', `${where}/resource/blob`) : []),
  ];
}

function binary(holder: Record<string, unknown>, key: string, where: string): Part<Binary>[] {
  const data = holder[key];
  const mimeType = typeof holder['mimeType'] === 'string' ? holder['mimeType'] : '';
  return typeof data === 'string'
    ? [{ value: { data, mimeType: key === 'blob' && data === '' ? '' : mimeType }, where }]
    : [];
}
