/** What stands outside of the strings of a JSON-like text. */
import { endOfString, jsonOf } from './read.ts';

/** What `pattern`, which has the flag g, finds outside of strings. */
export function matchesOutside(text: string, pattern: RegExp): string[] {
  return [...piecesOf(text)].flatMap(({ bare }) => bare.match(pattern) ?? []);
}

/** The text with `instead` for every bare NaN and Infinity (RFC 8259, section 6); undefined where there is none. */
export function withoutNan(text: string, instead = 'null'): string | undefined {
  if (!/NaN|Infinity/.test(text)) return undefined;
  const pieces = [...piecesOf(text)].map(({ bare, string }) => bare.replace(NOT_JSON, instead) + string);
  const mended = pieces.join('');
  return mended === text ? undefined : mended;
}

const NOT_JSON = /-?\b(?:NaN|Infinity)\b/g;

/** Each piece outside of strings, with the string behind it. Linear, no recursion. */
function* piecesOf(text: string): Generator<{ readonly bare: string; readonly string: string }> {
  let at = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', at)) {
    const end = endOfString(text, open + 1) + 1;
    yield { bare: text.slice(at, open), string: text.slice(open, end) };
    at = end;
  }
  yield { bare: text.slice(at), string: '' };
}

/** The values of the objects and arrays that a text is made of, one behind the other; none where there is anything else in it. */
export function valuesIn(text: string): readonly unknown[] {
  const { values, rest } = topLevelValues(text);
  const parsed = rest.trim() === '' ? values.map(jsonOf) : [];
  return parsed.includes(undefined) ? [] : parsed;
}

/** The object or array that a text begins with, and what stands behind it; undefined where it has no end. */
export function valueAndRest(text: string): { readonly value: string; readonly rest: string } | undefined {
  const [value] = topLevelValues(text, 1).values;
  return value === undefined ? undefined : { value, rest: text.slice(value.length) };
}

/** The objects and arrays that stand behind each other, as text, and what is left behind the last of them. */
function topLevelValues(
  text: string,
  most = Number.POSITIVE_INFINITY,
): { readonly values: readonly string[]; readonly rest: string } {
  const values: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length && values.length < most; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at + 1);
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) {
      values.push(text.slice(from, at + 1));
      from = at + 1;
    }
    if (depth < 0) break;
  }
  return { values, rest: text.slice(from) };
}
