/** The one sink for secrets: everything that leaves the program passes here, before it is cut or rendered. */
import type { Secret } from '../model.ts';
import { mapStrings } from './deep.ts';
import { edgesOf } from './edges.ts';
import { type Needle, needlesOf } from './needle.ts';
import { type Range, rangesOf, unite } from './ranges.ts';
import { shapesOf } from './shapes.ts';

export interface Redactor {
  /** The text with every secret, in any encoding, replaced by `[redacted:NAME]`, and what looks like a credential too. */
  text(text: string): string;
  /** JSON data, redacted in strings, keys and numbers; the same object where nothing changed. */
  value<T>(json: T): T;
  /** The names of the secrets that stand in a finished output, in any encoding. */
  scan(content: string | Buffer): string[];
  /** From now on this is hidden too. Returns false for a value that is too short to be hidden. */
  add(secret: Secret): boolean;
  /** The secrets that are looked for. */
  readonly secrets: readonly Secret[];
  /** `values`: secrets that are looked for; `replaced`: places replaced so far. */
  readonly counts: { readonly values: number; readonly replaced: number };
}

/** Secrets with a value too short to be hidden are ignored. */
export function createRedactor(initial: readonly Secret[]): Redactor {
  let replaced = 0;
  const secrets: Secret[] = [];
  let needles: Needle[] = [];
  const add = (secret: Secret): boolean => {
    const known = secrets.some(({ value }) => value === secret.value);
    if (!known && needlesOf(secret).length === 0) return false;
    if (!known) secrets.push(secret);
    needles = known ? needles : eachOnce(withSafeNames(secrets).flatMap(needlesOf));
    return true;
  };
  for (const secret of initial) add(secret);
  const text = (input: string): string => {
    const ranges = unite([...rangesOf(input, needles), ...edgesOf(input, needles), ...shapesOf(input)]);
    replaced += ranges.length;
    return ranges.length === 0 ? input : replaceAt(input, ranges);
  };
  return {
    text,
    value: <T>(json: T) => mapStrings(json, text, (n) => numberOf(n, text)) as T,
    scan: (content) => [...new Set(rangesOf(content.toString(), needles).map(({ name }) => name))],
    add,
    secrets,
    get counts() {
      return { values: secrets.length, replaced };
    },
  };
}

/** A number that holds no secret stays one. */
function numberOf(n: number, text: (text: string) => string): unknown {
  const clean = text(String(n));
  return clean === String(n) ? n : clean;
}

function replaceAt(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, name } of ranges) {
    parts.push(text.slice(from, start), `[redacted:${name}]`);
    from = end;
  }
  return parts.join('') + text.slice(from);
}

/** The first secret of equal ones gives the name. */
function eachOnce(needles: readonly Needle[]): Needle[] {
  const byText = new Map([...needles].reverse().map((needle) => [needle.text, needle]));
  return [...byText.values()].reverse();
}

/** A name that gives a value away (`TOKEN=TOKEN`) is replaced by the secret's number. */
function withSafeNames(secrets: readonly Secret[]): Secret[] {
  const tells = (name: string) => secrets.some(({ value }) => name.includes(value));
  return secrets.map(({ name, value }, index) => ({ name: tells(name) ? `#${index + 1}` : name, value }));
}
