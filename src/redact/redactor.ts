/** The one sink for secrets: everything that leaves the program passes here, before it is cut or rendered. */
import type { Secret } from '../model.ts';
import { thousands } from '../text/plural.ts';
import { atOnce, type Bits } from './bits.ts';
import { cleanLines } from './lines.ts';
import { type Budget, findersOf, look, marginOf, UNSEARCHED } from './look.ts';
import { needlesOf } from './needle.ts';
import { type Range, unite } from './range.ts';
import { type Scans, scansWith } from './scans.ts';
import { shapesOf } from './shapes.ts';
import { cleanValue, type Hurry } from './values.ts';

export interface Redactor extends Scans {
  /**
   * The text with every secret, in any encoding, replaced by `[redacted:NAME]`, and what looks like a credential too. Of
   * a text of more than `LONGEST` characters the start alone is left: no report shows as much.
   */
  text(text: string): string;
  /** The part of a longer text between two places, redacted: a secret that a place lies in is replaced as a whole. */
  cut(text: string, from: number, to: number): string;
  /** Lines of one text, each redacted, and what is spread over several of them. As many as a text may have characters. */
  lines(lines: readonly string[]): string[];
  /** JSON data, redacted in strings, keys and numbers; the same object where nothing changed. */
  value<T>(json: T): T;
  /** The same in bits. What is left when `hurry` is aborted is hidden unsearched. */
  valueInBits<T>(json: T, hurry?: Hurry): Bits<T>;
  /** From now on this is hidden too. Returns false for a value that is too short to be hidden. */
  add(secret: Secret): boolean;
  /** The secrets that are looked for. */
  readonly secrets: readonly Secret[];
  /** `values`: secrets that are looked for; `replaced`: places replaced so far. */
  readonly counts: { readonly values: number; readonly replaced: number };
}

/** Around a part that is cut out; the longest credential by its shape fits in. */
const AROUND = 32 * 1024;
/** Characters of one text that are looked at. The stderr that is kept of a server fits in. */
export const LONGEST = 256 * 1024;

/** Longer texts are not kept to be recognised. */
const LONGEST_KNOWN = 4096;
const MOST_KNOWN = 20_000;

/** Texts in which nothing was found: what is reported passes several exits, and is looked through at the first. */
class CleanTexts {
  readonly #texts = new Set<string>();

  has(text: string): boolean {
    return text.length <= LONGEST_KNOWN && this.#texts.has(text);
  }

  add(text: string): void {
    if (this.#texts.size >= MOST_KNOWN) this.forget();
    if (text.length <= LONGEST_KNOWN) this.#texts.add(text);
  }

  /** Another secret is looked for from now on. */
  forget(): void {
    this.#texts.clear();
  }
}

/** Secrets with a value too short to be hidden are ignored. */
export function createRedactor(initial: readonly Secret[]): Redactor {
  let replaced = 0;
  const secrets: Secret[] = [];
  const isKnown = ({ value }: Secret) => secrets.some((secret) => secret.value === value);
  for (const secret of initial) if (!isKnown(secret) && needlesOf(secret).length > 0) secrets.push(secret);
  let finders = findersOf(secrets);
  const clean = new CleanTexts();
  const add = (secret: Secret): boolean => {
    if (isKnown(secret)) return true;
    if (needlesOf(secret).length === 0) return false;
    secrets.push(secret);
    finders = findersOf(secrets);
    clean.forget();
    return true;
  };
  const hidden = () => {
    replaced++;
    return `[redacted:${UNSEARCHED}]`;
  };
  const textInBits = function* (input: string, budget?: Budget, more: readonly Range[] = []): Bits<string> {
    if (more.length === 0 && clean.has(input)) return input;
    // Nothing is left to look at it with.
    if (budget && budget.left <= 0) return hidden();
    const looked = input.slice(0, LONGEST);
    const ranges = unite([...(yield* look(looked, finders, budget)), ...shapesOf(looked), ...more]);
    replaced += ranges.length;
    if (looked.length === input.length && ranges.length === 0) clean.add(input);
    if (looked.length === input.length) return ranges.length === 0 ? input : replaceAt(input, ranges);
    // Half a secret may stand where the text was cut.
    const end = LONGEST - marginOf(finders);
    const kept = ranges.filter(({ start }) => start < end);
    return `${replaceAt(looked.slice(0, end), kept)}… (${thousands(input.length)} characters)`;
  };
  const cut = (input: string, from: number, to: number): string => {
    const around = Math.max(AROUND, marginOf(finders));
    const start = Math.max(0, from - around);
    const looked = input.slice(start, to + around);
    const [first, last] = [Math.max(0, from) - start, Math.min(to, input.length) - start];
    const within = unite([...atOnce(look(looked, finders)), ...shapesOf(looked)]).flatMap(({ name, ...range }) => {
      const part = { name, start: Math.max(first, range.start), end: Math.min(last, range.end) };
      return part.start < part.end ? [part] : [];
    });
    replaced += within.length;
    return replaceAt(looked.slice(0, last), within, first);
  };
  const valueInBits = <T>(json: T, hurry?: Hurry) => cleanValue(json, finders, textInBits, hurry);
  return {
    text: (input) => atOnce(textInBits(input)),
    cut,
    lines: (lines) => cleanLines(lines, finders, textInBits),
    value: (json) => atOnce(valueInBits(json)),
    valueInBits,
    ...scansWith(() => finders),
    add,
    secrets,
    get counts() {
      return { values: secrets.length, replaced };
    },
  };
}

function replaceAt(text: string, ranges: readonly Range[], from = 0): string {
  const parts: string[] = [];
  let at = from;
  for (const { start, end, name } of ranges) {
    parts.push(text.slice(at, start), `[redacted:${name}]`);
    at = end;
  }
  return parts.join('') + text.slice(at);
}
