/** What stands in quotation marks or in code is talked about, not said. */

const QUOTES = /["'`“‘«]\s{0,2}$/;
const LOOKED_BACK = 10_000;

/** Marks right before it, an open mark of code in its line, or an open fence. */
export function isTalkedAbout(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOKED_BACK), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const fences = before.split('```').length - 1;
  const marks = line.replaceAll('```', '').split('`').length - 1;
  return QUOTES.test(line) || marks % 2 === 1 || fences % 2 === 1;
}
