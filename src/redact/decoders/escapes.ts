/** Backslash escapes as JSON, JavaScript, Python and shells write them: `\n`, `\/`, `\u00e4`, `\xe4`, `\u{e4}`, `\'`. */
import { replacing } from '../view.ts';

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

export const escapes = replacing(
  /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g,
  ([, braced, four, two, other = '']) => {
    const hex = braced ?? four ?? two;
    return hex === undefined ? (CONTROLS[other] ?? other) : fromCode(Number.parseInt(hex, 16));
  },
);

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
