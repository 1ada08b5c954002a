/** Characters that people do not see and a model reads; which of them a script or an emoji needs is known here. */
import { decodedSelectors, decodedTags } from './shown.ts';

/** One fault of a text. `isCertain`: nobody writes this by mistake of a keyboard or for the sake of a script. */
export interface Hidden {
  readonly isCertain: boolean;
  /** Ends "there is …" or "there are …": `a zero-width space`, `12 Unicode tag characters`. */
  readonly one: string;
  readonly many: string;
  /** Of the first. */
  readonly at: number;
  readonly count: number;
  /** What they spell. */
  readonly says?: string;
}

// Sets of characters are asked for where they are needed: V8 takes up to half a millisecond to make one.

/** All that may hide but directions (`bidi.ts`) and controls (`controls.ts`). */
const runsIn = (text: string) =>
  text.matchAll(/(?:(?![\u202a-\u202e\u2066-\u2069])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb])+/gu);
const TAG = /[\u{e0000}-\u{e007f}]/u;
/** England, Scotland, Wales, Texas: a black flag and what its tags spell. */
const FLAG = /^[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f}[\ufe0f\u200d]?$/u;
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
/** No script and no emoji has as many in a row. */
const DATA = 8;
const SELECTOR_DATA = 4;
/** Letters of right-to-left scripts, for which marks of direction are made. */
export const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Letters whose words are not broken by anything unseen; in Markdown, `_n_` may be followed by a break. */
const isOfWord = (text: string) => /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}]/u.test(text);
/** Letters of scripts that join, stack, or have no blanks between words. */
const isShaped = (text: string) =>
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}])[\p{L}\p{M}]/u.test(text);
const isPicture = (text: string) => /\p{Extended_Pictographic}/u.test(text);
const endsPicture = (text: string) => /[\u20e3\ufe0f\u{e007f}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u.test(text);

interface Run {
  /** The text has letters of such a script. */
  readonly isRightToLeft: boolean;
  readonly run: string;
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

/** One fault a kind, each at its first place. */
export function unseenIn(text: string): Hidden[] {
  const found = new Map<string, Hidden>();
  const isRightToLeft = RIGHT_TO_LEFT.test(text);
  for (const { 0: run, index: at } of runsIn(text)) {
    const before = characterBefore(text, at);
    const after = characterAt(text, at + run.length);
    for (const hidden of judge({ isRightToLeft, run, at, before, after })) {
      const key = `${hidden.many}${hidden.isCertain}`;
      const first = found.get(key);
      found.set(key, first ? { ...first, count: first.count + hidden.count } : hidden);
    }
  }
  return [...found.values()];
}

function judge(run: Run): Hidden[] {
  const { run: text, at, before } = run;
  if (TAG.test(text)) return before === '🏴' && FLAG.test(text) ? [] : [tags(text, at)];
  const selectors = text.match(SELECTORS) ?? [];
  if (selectors.length >= SELECTOR_DATA) {
    const many = 'variation selectors in a row';
    return [{ isCertain: true, one: many, many, at, count: selectors.length, ...says(decodedSelectors(selectors)) }];
  }
  const characters = [...text];
  if (characters.length >= DATA) {
    const many = 'invisible characters in a row';
    return [{ isCertain: true, one: many, many, at, count: characters.length }];
  }
  return characters.flatMap((character) => single(character, run));
}

function tags(text: string, at: number): Hidden {
  const count = text.match(/[\u{e0000}-\u{e007f}]/gu)!.length;
  const one = 'a Unicode tag character';
  return { isCertain: true, one, many: 'Unicode tag characters', at, count, ...says(decodedTags(text)) };
}

function says(text: string): { says?: string } {
  return text === '' ? {} : { says: text };
}

function single(character: string, run: Run): Hidden[] {
  const isCertain = BREAKERS.test(character) && isOfWord(run.before) && isOfWord(run.after);
  if (!isCertain && isNeeded(character, run)) return [];
  const name = nameOf(character);
  const inside = isCertain ? ' inside a word' : '';
  return [{ isCertain, one: `${article(name)}${inside}`, many: `${name}s${inside}`, at: run.at, count: 1 }];
}

/** Zero-width spaces, word joiners and marks of byte order; invisible operators stand in formulas (`2x`) as they should. */
const BREAKERS = /[\u200b\u2060\ufeff]/u;

function isNeeded(character: string, { isRightToLeft, run, before, after }: Run): boolean {
  if (/[\u200e\u200f\u061c]/u.test(character)) return isRightToLeft;
  if (/[\u{e0100}-\u{e01ef}]/u.test(character)) return /\p{Script=Han}/u.test(before);
  if (/[\ufe00-\ufe0f]/u.test(character)) return before !== '' && !/[\s\p{Script=Latin}]/u.test(before);
  if (/^[\ufe0f]*\u200d$/u.test(run) && endsPicture(before) && isPicture(after)) return true;
  return isShaped(before) || isShaped(after);
}

const NAMES: Readonly<Record<string, string>> = {
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero-width space',
  '\u200c': 'zero-width non-joiner',
  '\u200d': 'zero-width joiner',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u061c': 'Arabic letter mark',
  '\u2060': 'word joiner',
  '\u2061': 'function application',
  '\u2062': 'invisible times sign',
  '\u2063': 'invisible separator',
  '\u2064': 'invisible plus sign',
  '\ufeff': 'byte order mark',
};

function nameOf(character: string): string {
  return (
    NAMES[character] ??
    (/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(character) ? 'variation selector' : 'invisible character')
  );
}

function article(name: string): string {
  return `${/^[aeiouA]/.test(name) ? 'an' : 'a'} ${name}`;
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function characterBefore(text: string, at: number): string {
  const low = text.charCodeAt(at - 1);
  return at === 0 ? '' : characterAt(text, low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1);
}
