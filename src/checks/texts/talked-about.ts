/** What stands in quotation marks or in code, and what a tool looks for, is talked about, not said. */

const QUOTES = /["'`“‘«]\s{0,2}$/;
/** Of the same sentence: "Detects attempts to", "Blocks texts that". */
const LOOKED_FOR =
  /\b(?:detect|block|flag|find|catch|reject|filter|prevent|identif|recogni[sz])[a-z]{0,5} [^.!?\n]{0,200}\b(?:to|that|which|like|as) $/i;
const SENTENCE = 240;
const LOOKED_BACK = 10_000;

/** Marks right before it, an open mark of code in its line, or an open fence. */
export function isTalkedAbout(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LOOKED_BACK), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const fences = before.split('```').length - 1;
  const marks = line.replaceAll('```', '').split('`').length - 1;
  return QUOTES.test(line) || marks % 2 === 1 || fences % 2 === 1;
}

/** An order is what the tool looks for, not what it says. */
export function isLookedFor(text: string, at: number): boolean {
  return LOOKED_FOR.test(text.slice(Math.max(0, at - SENTENCE), at));
}
