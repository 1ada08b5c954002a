/** What to look for: the value of a secret, or a part of it that gives it away. */
import type { Secret } from '../model.ts';
import { variantsOf } from './variants.ts';

export interface Needle {
  readonly name: string;
  readonly text: string;
  /** So many of its first or last characters give it away, too; all of them where it has no telling part. */
  readonly least: number;
  /** Where a text was cut, fewer do. */
  readonly hasEdges: boolean;
}

/** A secret of fewer characters would be found in ordinary text; `config` refuses it where it is named. */
export const SHORTEST = 4;
/** What is so long is not put together from two lines by chance. */
export const WRAPPABLE = 8;
/** Fewer characters of a secret give nothing away, not even before an ellipsis. */
export const TELLING = 8;
/** A part counts from two thirds on, and from so many characters; of a long secret, so many are enough. */
const LEAST_PART = 12;
const ENOUGH = 64;
/** Other texts begin like these: a URL, JSON. */
const COMMON_START = /^(?:[a-z][a-z\d+.-]*:\/\/|\s*[[{])/i;
/** Words of names: what is left beside them must tell something. */
const PLAIN_WORDS = /(?<![A-Za-z\d])(?:[A-Z]?[a-z]{1,14}|[A-Z]{1,14})(?![A-Za-z\d])/g;
const LEAST_BESIDE = 6;

/** The values of a secret in every form that a decoder cannot give, as text and as UTF-8 bytes; empty where too short. */
export function needlesOf({ name, value }: Secret): Needle[] {
  const texts = variantsOf(value).filter((text) => text.length >= SHORTEST);
  const both = texts.flatMap((text) => [text, Buffer.from(text).toString('latin1')]);
  return [...new Set(both)].map((text) => ({ name, text, ...partsOf(text) }));
}

/** The same needle as UTF-16 writes it, in both byte orders, without the zero at its end. */
export function wideNeedlesOf({ name, text, least, hasEdges }: Needle): Needle[] {
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const forms = [little.toString('latin1').replace(/\0$/, ''), big.toString('latin1').replace(/^\0/, '')];
  return [...new Set(forms)].map((form) => ({ name, text: form, least: 2 * least - 1, hasEdges }));
}

function partsOf(text: string): Pick<Needle, 'least' | 'hasEdges'> {
  const { length } = text;
  const isCommon = COMMON_START.test(text);
  const hasEdges = length > TELLING && !isCommon;
  const least = Math.min(ENOUGH, Math.max(LEAST_PART, Math.ceil((2 * length) / 3)));
  const isTelling = !isCommon && least < length && tells(text.slice(0, least)) && tells(text.slice(-least));
  return { least: isTelling ? least : length, hasEdges };
}

/** A number may stand in another one, and words in other names. */
function tells(part: string): boolean {
  const beside = part.replace(PLAIN_WORDS, '').replace(/[^A-Za-z\d]/g, '');
  return beside.length >= LEAST_BESIDE && !/^[\d.]+$/.test(part);
}
