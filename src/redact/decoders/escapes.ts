/** Backslash escapes as JSON, JavaScript, Python and shells write them: `\n`, `\/`, `\u00e4`, `\xe4`, `\u{e4}`, `\'`, `\033`. */
import { type Decoder, Draft } from '../view.ts';

const CONTROLS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, e: 27 };
const NUMBER = /u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([0-3][0-7]{2})/y;

export const escapes: Decoder = (text) => {
  const first = text.indexOf('\\');
  if (first === -1 || first === text.length - 1) return [];
  const draft = new Draft(text.length);
  let from = 0;
  for (let at = first; at !== -1 && at + 1 < text.length; at = text.indexOf('\\', from)) {
    draft.copy(text, from, at);
    from = putEscape(text, at, draft);
  }
  draft.copy(text, from, text.length);
  return [draft.view()];
};

/** Returns the place after it. */
function putEscape(text: string, at: number, draft: Draft): number {
  NUMBER.lastIndex = at + 1;
  const other = text[at + 1]!;
  const match = /[ux0-3]/.test(other) ? NUMBER.exec(text) : null;
  if (!match) {
    draft.put(CONTROLS[other] ?? other.charCodeAt(0), at, at + 2);
    return at + 2;
  }
  const hex = match[1] ?? match[2] ?? match[3];
  const end = at + 1 + match[0].length;
  draft.putText(fromCode(hex === undefined ? Number.parseInt(match[0], 8) : Number.parseInt(hex, 16)), at, end);
  return end;
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
