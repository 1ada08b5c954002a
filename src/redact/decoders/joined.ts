/** Text that was wrapped: line breaks, and the blanks around them, taken out, or made one blank where words were wrapped. */
import { type Decoder, Draft, type View } from '../view.ts';
import { isFramed, unframed } from './unframed.ts';

export const joined: Decoder = (text) => unwrapped(text, false);
export const joinedWords: Decoder = (text) => unwrapped(text, true);

const BLANK = 32;

function unwrapped(text: string, hasBlanks: boolean): View[] {
  const next = /[\r\n]/g;
  const first = next.exec(text);
  if (!first) return [];
  const draft = new Draft(text.length);
  let hasFrames = false;
  let from = 0;
  for (let at = first.index; at !== -1; at = indexOfBreak(text, from, next)) {
    let end = at;
    while (end > from && isBlank(text.charCodeAt(end - 1))) end--;
    draft.copy(text, from, end);
    from = at;
    while (from < text.length && isSpace(text.charCodeAt(from))) from++;
    if (hasBlanks) draft.put(BLANK, end, from);
    hasFrames ||= isFramed(text, end, from);
  }
  draft.copy(text, from, text.length);
  const view = draft.view({ isJoined: true });
  // A mark at the start of a line may be of the text itself, so both readings are given.
  return hasFrames ? [view, ...unframed(text, hasBlanks)] : [view];
}

function indexOfBreak(text: string, from: number, next: RegExp): number {
  next.lastIndex = from;
  return next.exec(text)?.index ?? -1;
}

function isBlank(code: number): boolean {
  return code === BLANK || code === 9;
}

function isSpace(code: number): boolean {
  return isBlank(code) || code === 10 || code === 13;
}
