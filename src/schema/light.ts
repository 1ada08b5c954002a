/** Schemas that take no longer than their size says: their compilation, or validation, needs no limit. */

/** With these the work may be more than every keyword on every value once. */
const HEAVY = /"(?:\$(?:ref|dynamicRef|recursiveRef)|pattern|patternProperties|format|uniqueItems)"/;
const LONGEST_SCHEMA = 10_000;
const LONGEST_VALUE = 10_000;
const MOST_VALUES = 1000;

/** No references, patterns, formats or comparisons of each with each, and not large. */
export function isLight(schema: unknown): boolean {
  const text = JSON.stringify(schema) ?? '';
  return text.length <= LONGEST_SCHEMA && !HEAVY.test(text);
}

/** Counted, and no further than to the limit. */
export function isSmall(value: unknown): boolean {
  const open = [value];
  let characters = 0;
  for (const one of open) {
    if (typeof one === 'string') characters += one.length;
    else if (typeof one === 'object' && one !== null) {
      for (const key in one) {
        characters += key.length;
        if (open.length >= MOST_VALUES) return false;
        open.push((one as Record<string, unknown>)[key]);
      }
    }
    if (characters > LONGEST_VALUE) return false;
  }
  return true;
}

/** ajv may write out a reference; the worst of 4,000 such schemas by chance took 17 ms to compile, one made for it 19. */
const LONGEST_WRITTEN_OUT = 6000;
const REFERENCE = /"\$(?:ref|dynamicRef|recursiveRef)"/g;

/** So short, with every reference written out, that compiling it is soon done. */
export function isLittle(schema: unknown): boolean {
  const text = JSON.stringify(schema) ?? '';
  if (text.length > LONGEST_WRITTEN_OUT) return false;
  const references = text.match(REFERENCE)?.length ?? 0;
  return text.length * (1 + references) <= LONGEST_WRITTEN_OUT;
}
