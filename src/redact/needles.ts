/** What to look for: every form in which a secret may stand in an output. */
import type { Secret } from '../model.ts';
import { base64Forms } from './encodings/base64.ts';
import { hexForms } from './encodings/hex.ts';
import { htmlForms } from './encodings/html.ts';
import { jsonForms } from './encodings/json.ts';
import { urlForms } from './encodings/url.ts';

/** One form of one secret. */
export interface Needle {
  readonly name: string;
  readonly text: string;
}

const ENCODINGS = [jsonForms, urlForms, base64Forms, hexForms, htmlForms];
/** Shorter encoded forms stand in any text by chance. */
const SHORTEST_ENCODED = 4;

/** Every form of every secret, each once; the first secret of equal ones gives the name. Empty values are left out. */
export function needlesOf(secrets: readonly Secret[]): Needle[] {
  const names = new Map<string, string>();
  for (const { name, value } of secrets) {
    for (const text of formsOf(value)) if (!names.has(text)) names.set(text, name);
  }
  return Array.from(names, ([text, name]) => ({ name, text }));
}

function formsOf(value: string): string[] {
  const raw = [value, value.trim()].filter((form) => form !== '');
  const encoded = raw.flatMap((form) => ENCODINGS.flatMap((encode) => encode(form)));
  return [...raw, ...encoded.filter((form) => form.length >= SHORTEST_ENCODED)];
}
