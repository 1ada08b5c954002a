/** Whether a piece of a text is quoted there from code, a log or documentation. All patterns stay within a line. */

const LISTING =
  /^[^\S\n]*(?:def |class \w|import |from [\w.]{1,100} import|function |const |let |return |print\(|assert |diff --git |@@ |>>> )/m;
const PAGE = /^#{1,6} |^Traceback |^E {2,}|^=+ (?:FAILURES|test session)/m;
/** A prompt, a comment, a line number, a time. */
const MARKED =
  /^[^\S\n]*(?:>>>|\.\.\. |\$ |# |\/\/|In \[\d|Out\[\d|> |\d{1,6}(?::|[^\S\n]*[|→\t])|\[?(?:\d{4}-)?\d\d[-/:]\d\d|self = )/;
const EXPLAINS =
  /\?(?:\s|$)|\b(?:means?|prints?|printed|shows?|showing|shown|see|sees|displays?|displayed|instead of|toString|stringif\w{1,4}|coerc\w{1,4}|converts?|converted|render\w{0,3}|bugs?|issues?|why|how|fix(?:e[sd])?)\b/i;

/** `text` is what is looked at as a whole; `from` and `to` are the place of the piece. */
export function isQuotedCode(text: string, from: number, to: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', from - 1) + 1, endOfLine(text, to));
  const before = text.slice(0, from);
  return (
    count(before, '`') % 2 === 1 ||
    LISTING.test(text) ||
    PAGE.test(text) ||
    MARKED.test(line) ||
    (line.length < 400 && !/^\s*[[{]/.test(text) && EXPLAINS.test(line.replace(text.slice(from, to), '')))
  );
}

/** Quotation marks around it, outside of JSON. */
export function isInQuotes(text: string, from: number, to: number): boolean {
  return /['"“‘«]$/.test(text.slice(0, from)) && /^['"”’»]/.test(text.slice(to));
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}
