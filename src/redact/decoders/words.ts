/** What may be text among bytes: ASCII and UTF-8, so that chance bytes are not decoded again and again. */
import { type Decoder, extractOf } from '../view.ts';

const CHARACTER =
  '[\\t\\n\\r\\x20-\\x7e]|[\\xc2-\\xdf][\\x80-\\xbf]|[\\xe0-\\xef][\\x80-\\xbf]{2}|[\\xf0-\\xf4][\\x80-\\xbf]{3}';

export const words: Decoder = (bytes, least) => {
  // Four bytes may be one character here, and are two in the text that is looked for.
  const pattern = new RegExp(`(?:${CHARACTER}){${Math.ceil(least / 2)},}`, 'g');
  const pieces = Array.from(bytes.matchAll(pattern), (match) => {
    const within = (start: number, end: number) => [start, end] as const;
    return { from: match.index, to: match.index + match[0].length, decoded: match[0], within };
  });
  return pieces.length === 0 ? [] : [extractOf(pieces, false)];
};
