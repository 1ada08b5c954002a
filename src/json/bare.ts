/** What stands outside of the strings of a JSON-like text. */
import { endOfString } from './read.ts';

/** The text with `change` made to each piece outside of strings. Linear, no recursion. */
export function mapBare(text: string, change: (bare: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', at)) {
    const end = endOfString(text, open + 1) + 1;
    pieces.push(change(text.slice(at, open)), text.slice(open, end));
    at = end;
  }
  return pieces.join('') + change(text.slice(at));
}

/** The objects and arrays that stand behind each other, as text, and what is left behind the last of them. */
export function topLevelValues(text: string): { readonly values: readonly string[]; readonly rest: string } {
  const values: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
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
