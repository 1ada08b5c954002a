/** Text that was wrapped within a box, a quotation, a comment or numbered lines: what stands around each line is taken out. */
import { Draft, type View } from '../view.ts';

const BLANK = 32;
const LINE_FEED = 10;
const BAR = 124;
/** Also as the bytes of UTF-8. */
const FRAMES = '|\\u2500-\\u259f\\xe2\\x80-\\xbf';
/** `12: `, `12 | ` and a number with a tab behind it, where text follows: digits before the right edge are text. */
const NUMBER = `\\d{1,7}(?::(?=\\s)|(?=\\t|[ \\t]{0,8}[${FRAMES}]))(?=[ \\t${FRAMES}]*[^\\s${FRAMES}])`;
/** What may stand at the start of a line, and within others, where the text itself could begin so. */
const FIRST_MARK = new RegExp(`[>#]+|//+(?=\\s)|${NUMBER}`, 'y');
const MARK = new RegExp(`(?:[>#]+|//+)(?=\\s)|${NUMBER}`, 'y');
const STARTS = Uint8Array.from({ length: 128 }, (_, code) => (/[>#/\d|]/.test(String.fromCharCode(code)) ? 1 : 0));

/** Whether something stands around the text of a line that ends at `end`, or of the next, which begins at `from`. */
export function isFramed(text: string, end: number, from: number): boolean {
  const first = text.charCodeAt(from);
  const last = text.charCodeAt(end - 1);
  // Nearly all of ASCII is none: this is asked of every line of every text.
  if ((first >= 0x80 || STARTS[first] === 1) && (frameAt(text, from) || markAt(text, from, FIRST_MARK))) return true;
  return (last >= 0x80 || last === BAR) && frameBefore(text, end) > 0;
}

/** The lines around which something was taken out, each joined to its neighbour, with a blank between them or without. */
export function unframed(text: string, hasBlanks: boolean): View[] {
  const breaks = /[\r\n]/g;
  let draft: Draft | undefined;
  let isJoined = false;
  let from = 0;
  for (let at = breakAfter(text, from, breaks); at !== -1; at = breakAfter(text, from, breaks)) {
    const edge = edgeOf(text, from, at);
    const next = nextLine(text, at);
    const isWithin = edge.isDrawn || next.isMarked;
    if (isWithin) draft ??= draftFor(text, from);
    if (isWithin || isJoined) draft!.copy(text, from, edge.at);
    if (isWithin && hasBlanks) draft!.put(BLANK, edge.at, edge.at);
    // Lines that are not joined stay apart, and none is taken for the cut end of the text.
    if (isJoined && !isWithin) draft!.put(LINE_FEED, at, at);
    isJoined = isWithin;
    from = next.at;
  }
  if (!draft) return [];
  if (isJoined) draft.copy(text, from, text.length);
  return [draft.view({ isJoined: true, isScattered: true })];
}

function draftFor(text: string, start: number): Draft {
  const draft = new Draft(text.length + 2);
  if (start > 0) draft.put(LINE_FEED, start, start);
  return draft;
}

function breakAfter(text: string, from: number, breaks: RegExp): number {
  breaks.lastIndex = from;
  return breaks.exec(text)?.index ?? -1;
}

/** Where the line ends before the blanks and edges of boxes that stand before `end`. */
function edgeOf(text: string, from: number, end: number): { readonly at: number; readonly isDrawn: boolean } {
  let at = end;
  let isDrawn = false;
  while (at > from) {
    const code = text.charCodeAt(at - 1);
    const length = isBlank(code) ? 1 : frameBefore(text, at);
    if (length === 0) break;
    isDrawn ||= !isBlank(code);
    at -= length;
  }
  return { at: Math.max(from, at), isDrawn };
}

/** Where the text of the next line begins that has any. */
function nextLine(text: string, end: number): { readonly at: number; readonly isMarked: boolean } {
  let at = end;
  let isMarked = false;
  let isStart = true;
  for (;;) {
    const code = text.charCodeAt(at);
    const isEnd = code === LINE_FEED || code === 13;
    const length = isEnd || isBlank(code) ? 1 : frameAt(text, at) || markAt(text, at, isStart ? FIRST_MARK : MARK);
    if (length === 0) return { at, isMarked };
    at += length;
    if (isEnd) isStart = true;
    else if (!isBlank(code)) {
      isMarked = true;
      isStart = false;
    }
  }
}

function markAt(text: string, at: number, pattern: RegExp): number {
  if (STARTS[text.charCodeAt(at)] !== 1) return 0;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

function isBlank(code: number): boolean {
  return code === BLANK || code === 9;
}

/** How long the line, corner or block of a box is that stands there, or the arrow with which rich marks a line of code. */
function frameAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === BAR || (code >= 0x2500 && code <= 0x259f) || code === 0x2771) return 1;
  // As its bytes in UTF-8.
  if (code !== 0xe2) return 0;
  const [next, last] = [text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
  const isDrawn = (next >= 0x94 && next <= 0x96) || (next === 0x9d && last === 0xb1);
  return isDrawn && last >= 0x80 && last <= 0xbf ? 3 : 0;
}

function frameBefore(text: string, end: number): number {
  return frameAt(text, end - 1) || (frameAt(text, end - 3) === 3 ? 3 : 0);
}
