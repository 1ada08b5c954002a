/** JSON-like text with the content of its strings left out, so that only bare tokens remain. Linear, no recursion. */
export function outsideStrings(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    if (open < 0) break;
    pieces.push(text.slice(at, open + 1), '"');
    at = endOfString(text, open + 1);
  }
  return pieces.join('') + text.slice(at);
}

/** The place after the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 34) return at + 1;
    if (code === 92) at += 1;
  }
  return text.length;
}

/** Whether the text is JSON but for bare NaN and Infinity. */
export function hasNanTokens(text: string): boolean {
  const bare = outsideStrings(text);
  if (!/\b(?:NaN|Infinity)\b/.test(bare)) return false;
  try {
    JSON.parse(bare.replace(/-?\b(?:NaN|Infinity)\b/g, '0'));
    return true;
  } catch {
    return false;
  }
}
