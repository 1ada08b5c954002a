/** A string for a schema: by format, by pattern, or a plain word of the right length. */
import { sampleFromPattern } from './sample-pattern.ts';

const MAX_LENGTH = 10_000;
const WORD = 'example';

const BY_FORMAT: Readonly<Record<string, string>> = {
  byte: 'ZXhhbXBsZQ==',
  date: '2025-01-01',
  'date-time': '2025-01-01T00:00:00Z',
  duration: 'P1D',
  email: 'user@example.com',
  hostname: 'example.com',
  'idn-email': 'user@example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  iri: 'https://example.com/',
  'iri-reference': '/example',
  'iso-date-time': '2025-01-01T00:00:00Z',
  'iso-time': '00:00:00Z',
  'json-pointer': '/example',
  'json-pointer-uri-fragment': '#/example',
  regex: '^example$',
  'relative-json-pointer': '0/example',
  time: '00:00:00Z',
  uri: 'https://example.com/',
  'uri-reference': '/example',
  'uri-template': 'https://example.com/{id}',
  url: 'https://example.com/',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
};

/** Undefined where the schema asks for more than 10,000 characters or for a pattern that we cannot serve. `nth`: of several. */
export function sampleString(schema: Record<string, unknown>, nth = 0): string | undefined {
  const { format, pattern } = schema;
  const min = lengthOf(schema['minLength']) ?? 0;
  const max = lengthOf(schema['maxLength']) ?? MAX_LENGTH;
  if (min > MAX_LENGTH) return undefined;
  if (typeof pattern === 'string') return sampleFromPattern(pattern, min);
  if (typeof format === 'string' && Object.hasOwn(BY_FORMAT, format)) return another(BY_FORMAT[format]!, nth);
  const word = WORD.repeat(Math.ceil(min / WORD.length) || 1).slice(0, Math.max(min, Math.min(max, WORD.length)));
  if (nth === 0) return word;
  const end = (nth + 1).toString(36);
  return word.slice(0, Math.max(0, max - end.length)) + end;
}

/** Of the same form: another last digit, else another name. */
function another(text: string, nth: number): string {
  if (nth === 0) return text;
  if (/\d/.test(text)) return text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + nth) % 10));
  return text.replace(/user|example/, (name) => `${name}${nth + 1}`);
}

function lengthOf(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 ? value : undefined;
}
