/** Codes for terminals, and control characters that are left of an escape which was read too early. */
import type { Hidden } from './unseen.ts';

const ESCAPES = /(?:\x1b[[\]()PX^_c#78]|\x9b(?=[0-9;?]{0,20}[A-Za-z]))/g;
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g;
const HIGH = /[\x80-\x84\x86-\x9f]/g;

/** Escape codes are told for all controls, which are parts of them. */
export function controlsIn(text: string): Hidden[] {
  const escapes = counted(text, ESCAPES, true, 'a code for terminals (ANSI)', 'codes for terminals (ANSI)');
  if (escapes.length > 0) return escapes;
  return [
    ...counted(text, CONTROLS, true, 'a control character', 'control characters'),
    ...counted(text, HIGH, false, 'a control character of a wrong encoding', 'control characters of a wrong encoding'),
  ];
}

function counted(text: string, pattern: RegExp, isCertain: boolean, one: string, many: string): Hidden[] {
  const count = text.match(pattern)?.length ?? 0;
  return count === 0 ? [] : [{ isCertain, one, many, at: text.search(pattern), count }];
}
