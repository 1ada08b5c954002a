/** Values as YAML that reads back as the same values, whatever they hold; and text for comments. */
import type { Json } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { printable } from '../text/printable.ts';

/** Read as something else, or as another type, where they stand without quotes: YAML 1.1 and 1.2. */
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n|nan|inf)$/i;
const PLAIN = /^[A-Za-z_][\w.-]*(?: [\w.-]+)*$/;
/** What a parser may refuse, mend or show as nothing; then, what nobody sees among the others. */
const UNSAFE =
  /[^\x20-\x7e\u00a1-\u1fff\u3040-\ud7ff]|[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e]/g;

/** On one line. */
export function flow(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${flow(item)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** Without quotes where none are needed. */
export function quoted(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text)) return text;
  return JSON.stringify(text).replace(UNSAFE, escaped);
}

/** A comment of at most `max` characters of one line; of a longer text the first sentence or line. */
export function remark(text: string, max = 100): string {
  const [first = ''] = text.trim().split(/\n|(?<=[.!?]) +(?=[A-Z])/, 1);
  return printable(excerpt(first.trim(), max)).trim();
}

/** Text of ours in which `${` has no meaning and may not stand. */
export function plainText(text: string): string {
  return remark(text, 300).replace(/\$+\{/g, '{');
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A whole number beyond those that are exact is refused in the file, where it is written out. */
function number(value: number): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}
