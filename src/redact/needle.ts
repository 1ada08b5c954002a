/** What to look for: the value of a secret, or a part of it that gives it away. */
import type { Secret } from '../model.ts';
import { variantsOf } from './variants.ts';

export interface Needle {
  readonly name: string;
  readonly text: string;
  /** So many of its last characters give it away, too; all of them where they tell nothing. */
  readonly least: number;
  /** The same of its first characters. */
  readonly leastStart: number;
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
/** Other texts begin like these: a URL up to its password or path, JSON. */
const COMMON_START = /^(?:[a-z][a-z\d+.-]*:\/\/(?:[^\s/?#@:]*:(?=[^\s/?#@]*@)|[^\s/?#]*)|\s*[[{])/i;
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
export function wideNeedlesOf({ name, text, least, leastStart, hasEdges }: Needle): Needle[] {
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(little).swap16();
  const forms = [little.toString('latin1').replace(/\0$/, ''), big.toString('latin1').replace(/^\0/, '')];
  return [...new Set(forms)].map((form) => ({
    name,
    text: form,
    least: 2 * least - 1,
    leastStart: 2 * leastStart - 1,
    hasEdges,
  }));
}

function partsOf(text: string): Pick<Needle, 'least' | 'leastStart' | 'hasEdges'> {
  const { length } = text;
  const [common = ''] = COMMON_START.exec(text) ?? [];
  const share = Math.max(LEAST_PART, Math.ceil((2 * length) / 3));
  const least = Math.min(ENOUGH, share);
  const first = common === '' ? least : share;
  const [start, end] = [text.slice(common.length, first), text.slice(-least)];
  // One that begins or ends as names do is such a name.
  const isTelling = first < length && tells(start) && tells(end);
  return {
    least: isTelling ? least : length,
    leastStart: isTelling ? first : length,
    hasEdges: length > TELLING && common === '',
  };
}

/** A number may stand in another one, and words in other names. */
function tells(part: string): boolean {
  if (/^[\d.]+$/.test(part)) return false;
  // They stand between words of every kind.
  const beside = part.replace(PLAIN_WORDS, '').replace(/[\s\p{C}_./:,@"'{}-]/gu, '');
  return beside.length >= LEAST_BESIDE || isPhrase(part.trim());
}

/** Three words in a row are no name of something else. */
function isPhrase(text: string): boolean {
  return /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+){2,}$/u.test(text);
}
