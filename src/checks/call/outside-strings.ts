/** JSON-like text with the content of its strings left out, so that only bare tokens remain. Linear, no recursion. */
import { endOfString, readJson } from '../../json/read.ts';

export function outsideStrings(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', at)) {
    pieces.push(text.slice(at, open + 1), '"');
    at = endOfString(text, open + 1) + 1;
  }
  return pieces.join('') + text.slice(at);
}

/** Whether the text is JSON but for bare NaN and Infinity. */
export function hasNanTokens(text: string): boolean {
  const bare = outsideStrings(text);
  if (!/\b(?:NaN|Infinity)\b/.test(bare)) return false;
  return 'value' in readJson(bare.replace(/-?\b(?:NaN|Infinity)\b/g, '0'));
}
