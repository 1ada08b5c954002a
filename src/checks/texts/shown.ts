/** What cannot be seen, made visible: `U+200B`, and what tags and selectors spell. */
import { between } from '../evidence.ts';

const AROUND = 30;
/** Of a run the first shows what it is. */
const LONG_RUN = /(?:<U\+[0-9A-F]{4,6}>){4,}/g;

/** What stands around a place, on one line. */
export function shownAround(text: string, at: number): string {
  const from = at - AROUND;
  const part = between(text, from, at + AROUND);
  const line = unseenShown(part.toWellFormed()).replaceAll(/\s+/g, ' ');
  const short = line.replace(LONG_RUN, (run) => `${run.slice(0, run.indexOf('>') + 1)}…`);
  return `${from > 0 ? '…' : ''}${short}${at + AROUND < text.length ? '…' : ''}`;
}

function unseenShown(text: string): string {
  const unseen = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
  return text.replace(unseen, visible);
}

function visible(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Tags are ASCII, moved up. */
export function decodedTags(run: string): string {
  const codes = Array.from(run, (character) => character.codePointAt(0)! - 0xe0000);
  return printed(
    codes
      .filter((code) => code >= 0x20 && code < 0x7f)
      .map((code) => String.fromCharCode(code))
      .join(''),
  );
}

/** Selectors are 256, as many as there are bytes; '' where they spell no text. */
export function decodedSelectors(selectors: readonly string[]): string {
  const bytes = selectors.map((one) => {
    const code = one.codePointAt(0)!;
    return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00;
  });
  const text = Buffer.from(bytes).toString('utf8');
  return /^[\t\n\r\x20-\x7e]+$/.test(text) ? printed(text) : '';
}

function printed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
