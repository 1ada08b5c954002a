/** The one sink for secrets: everything that leaves the program passes here, before it is cut or rendered. */
import type { Secret } from '../model.ts';
import { mapStrings } from './deep.ts';
import { type Needle, needlesOf } from './needles.ts';
import { type Range, rangesOf } from './ranges.ts';

export interface Redactor {
  /** The text with every secret, in any encoding, replaced by `[redacted:NAME]`. */
  text(text: string): string;
  /** A copy of JSON data, redacted in strings, keys and numbers that equal a secret. */
  value<T>(json: T): T;
  /** The names of the secrets that stand in a finished output, in any encoding. */
  scan(content: string | Buffer): string[];
  /** `values`: secrets that are looked for; `replaced`: places replaced so far. */
  readonly counts: { readonly values: number; readonly replaced: number };
}

/** Secrets with an empty value are ignored. Without any secret all input is returned as it is, at no cost. */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const values = new Set(secrets.map((secret) => secret.value).filter((value) => value !== ''));
  const needles = needlesOf(withSafeNames(secrets, values));
  return needles.length === 0 ? passThrough : redactorOf(needles, values);
}

const passThrough: Redactor = {
  text: (text) => text,
  value: (json) => json,
  scan: () => [],
  counts: { values: 0, replaced: 0 },
};

function redactorOf(needles: readonly Needle[], values: ReadonlySet<string>): Redactor {
  let replaced = 0;
  const text = (input: string): string => {
    const ranges = rangesOf(input, needles);
    replaced += ranges.length;
    return ranges.length === 0 ? input : replaceAt(input, ranges);
  };
  const number = (n: number): unknown => (values.has(String(n)) ? text(String(n)) : n);
  return {
    text,
    value: <T>(json: T) => mapStrings(json, text, number) as T,
    scan: (content) => namesIn(content.toString(), needles),
    get counts() {
      return { values: values.size, replaced };
    },
  };
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

function namesIn(text: string, needles: readonly Needle[]): string[] {
  return [...new Set(needles.filter((needle) => text.includes(needle.text)).map((needle) => needle.name))];
}

/** A name that gives a value away (`TOKEN=TOKEN`) is replaced by the secret's number. */
function withSafeNames(secrets: readonly Secret[], values: ReadonlySet<string>): Secret[] {
  const tells = (name: string) => [...values].some((value) => name.includes(value));
  return secrets.map(({ name, value }, index) => ({ name: tells(name) ? `#${index + 1}` : name, value }));
}
