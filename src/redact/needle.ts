/** What to look for: the value of a secret, or a part of it that gives it away. */
import type { Secret } from '../model.ts';
import { variantsOf } from './variants.ts';

export interface Needle {
  readonly name: string;
  readonly text: string;
}

/** A secret of fewer characters would be found in ordinary text; `config` refuses it where it is named. */
export const SHORTEST = 4;
/** A number this short stands within longer numbers by chance. */
const SHORT_NUMBER = /^\d{1,9}$/;
/** What is so long is not put together from two lines by chance. */
const WRAPPABLE = 8;

/** The values of a secret in every form that a decoder cannot give, as text and as UTF-8 bytes; empty where too short. */
export function needlesOf({ name, value }: Secret): Needle[] {
  const texts = variantsOf(value).filter((text) => text.length >= SHORTEST);
  const both = texts.flatMap((text) => [text, Buffer.from(text).toString('latin1')]);
  return [...new Set(both)].map((text) => ({ name, text }));
}

/** Every place where it stands as it is. */
export function placesOf(text: string, { name, text: form }: Needle): { start: number; end: number; name: string }[] {
  const places = [];
  for (let start = text.indexOf(form); start !== -1; start = text.indexOf(form, start + 1)) {
    const end = start + form.length;
    if (!SHORT_NUMBER.test(form) || isWholeNumber(text, start, end)) places.push({ start, end, name });
  }
  return places;
}

/** Whether it may be looked for across line breaks. */
export function isWrappable({ text }: Needle): boolean {
  return text.length >= WRAPPABLE;
}

function isWholeNumber(text: string, start: number, end: number): boolean {
  return !/[\d.]/.test(text[start - 1] ?? '') && !/^(?:\d|\.\d)/.test(text.slice(end, end + 2));
}
