/** Makes text from outside (server, file, environment) safe to show on a terminal or in a CI log. */

const COLOUR = /\x1b\[[0-9;:]*m/g;
/** Plain characters. */
const SAFE = /^[\n\x20-\x7e]*$/;
const SAFE_LINE = /^[\x20-\x7e]*$/;
/** `##[error]`, `##vso[…]`: read by CI systems anywhere in a line. */
const CI_MARK = /##(?=\w{0,20}\[)/g;
/** `::error::`: read by GitHub where a line starts with it, blanks before it or not. */
const CI_COMMAND = /^([^\S\n]*):(?=:)/gm;

/**
 * One line: line breaks become a visible `\n`, tabs become blanks. Colours are dropped; every other control,
 * bidi, zero-width or invisible character and every lone surrogate becomes a visible escape such as `\u001b`.
 */
export function printable(text: string): string {
  if (SAFE_LINE.test(text)) return withoutMarks(text);
  const line = text.replace(COLOUR, '').replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '  ');
  return disarm(line);
}

/** As `printable`, but line breaks (LF, CR LF and CR) are kept as LF. */
export function printableBlock(text: string): string {
  if (SAFE.test(text)) return withoutMarks(text);
  const block = text.replace(COLOUR, '').replaceAll('\r\n', '\n').replaceAll('\r', '\n').replaceAll('\t', '    ');
  return disarm(block);
}

function disarm(text: string): string {
  return withoutMarks(unsafeShown(text, visible));
}

function withoutMarks(text: string): string {
  const unmarked = text.includes('##') ? text.replace(CI_MARK, '# #') : text;
  return unmarked.includes('::') ? unmarked.replace(CI_COMMAND, '$1: ') : unmarked;
}

/**
 * `show` for controls, format characters (bidi, zero width), invisible ones and lone surrogates; not for the emoji selectors.
 * Asked for where it is needed: V8 takes half a millisecond to make such a set.
 */
export function unsafeShown(text: string, show: (character: string) => string): string {
  if (SAFE.test(text)) return text;
  const unsafe = /(?!\n|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;
  return text.replace(unsafe, show);
}

function visible(character: string): string {
  const hex = character.codePointAt(0)!.toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}
