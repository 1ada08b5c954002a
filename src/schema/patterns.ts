/** Regular expressions of schemas. */

interface Pattern {
  readonly regexp: RegExp;
  /** Why it had to be read without the "u" flag. */
  readonly notUnicode?: string;
}

/**
 * A Unicode pattern where it can be one, as newer dialects say it should (JSON Schema 2020-12 Core §6.4); else as ECMA 262
 * reads it without the flag, which is all that drafts 6 and 7 ask for. Throws SyntaxError where it is neither.
 */
export function readPattern(source: string): Pattern {
  try {
    return { regexp: new RegExp(source, 'u') };
  } catch (error) {
    return { regexp: new RegExp(source), notUnicode: reasonOf(error) };
  }
}

/** What an engine says behind the pattern that it repeats. */
export function reasonOf(error: unknown): string {
  return String((error as Error).message)
    .split(': ')
    .at(-1)!;
}
