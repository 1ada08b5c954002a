/** What may be text among bytes: ASCII and UTF-8, so that chance bytes are not decoded again and again. */
import { type Decoder, Draft } from '../view.ts';

export const words: Decoder = (bytes, least) => {
  // Four bytes may be one character here, and are two in the text that is looked for.
  const fewest = Math.ceil(least / 2);
  const draft = new Draft(bytes.length + 1);
  for (let at = 0; at < bytes.length; ) {
    const end = endOfText(bytes, at);
    if (end - at >= fewest) {
      draft.break();
      draft.copy(bytes, at, end);
    }
    at = end + 1;
  }
  return draft.length === 0 ? [] : [draft.view()];
};

function endOfText(bytes: string, from: number): number {
  let at = from;
  for (let length = lengthAt(bytes, at); length > 0; length = lengthAt(bytes, at)) at += length;
  return at;
}

/** The bytes of the character there; 0 where there is none. */
function lengthAt(bytes: string, at: number): number {
  const code = bytes.charCodeAt(at);
  if (code < 0x80)
    return (code >= 0x20 && code !== 0x7f) || code === 9 || code === 10 || code === 13 || code === 27 ? 1 : 0;
  const length =
    code >= 0xc2 && code <= 0xdf ? 2 : code >= 0xe0 && code <= 0xef ? 3 : code >= 0xf0 && code <= 0xf4 ? 4 : 0;
  for (let next = 1; next < length; next++) if ((bytes.charCodeAt(at + next) & 0xc0) !== 0x80) return 0;
  return length;
}
