import { thousands } from './plural.ts';

const NOTE = /… \(([\d,]+) characters\)$/;

/**
 * At most the first `max` characters (UTF-16 units, never half a code point), followed by `… (12,345 characters)`
 * with the whole length where something was cut; of an excerpt, the length of what it was cut from. Redact before, never after.
 */
export function excerpt(text: string, max: number): string {
  if (text.length <= max) return text;
  const [note = '', length = thousands(text.length)] = NOTE.exec(text.slice(-50)) ?? [];
  if (text.length - note.length <= max) return text;
  return `${text.slice(0, cutAt(text, max))}… (${length} characters)`;
}

function cutAt(text: string, max: number): number {
  const splitsPair = max > 0 && isHigh(text.charCodeAt(max - 1)) && isLow(text.charCodeAt(max));
  return splitsPair ? max - 1 : max;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
