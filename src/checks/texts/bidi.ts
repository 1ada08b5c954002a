/** Characters that change the order in which a text is shown. Texts in Arabic or Hebrew need some of them, and close what they open. */
import { type Hidden, RIGHT_TO_LEFT } from './unseen.ts';

const ANY = /[\u202a-\u202e\u2066-\u2069\n]/g;
const OVERRIDES = /[\u202d\u202e]/g;
/** Turn what follows around, where no letter asks for it. */
const TURNS = /[\u202b\u2067]/;

export function bidiIn(text: string): Hidden[] {
  const overrides = text.match(OVERRIDES) ?? [];
  if (overrides.length > 0) {
    const one = 'a character that overrides the direction of writing';
    const many = 'characters that override the direction of writing';
    return [{ isCertain: true, one, many, at: text.search(OVERRIDES), count: overrides.length }];
  }
  const { open, count } = unclosedIn(text);
  const isLatin = !RIGHT_TO_LEFT.test(text);
  const turns = isLatin && TURNS.test(text);
  if (open === -1 && !turns) return [];
  const one = `a mark of direction that ${open === -1 ? 'no letter asks for' : 'is not closed, or closes nothing'}`;
  const many = `marks of direction that ${open === -1 ? 'no letter asks for' : 'are not closed, or close nothing'}`;
  const at = open === -1 ? text.search(TURNS) : open;
  return [{ isCertain: turns && open !== -1, one, many, at, count: Math.max(1, count) }];
}

/** The first that is not closed in its line, or closes what is not open; -1 where there is none; and how many. */
function unclosedIn(text: string): { open: number; count: number } {
  let first = -1;
  let count = 0;
  const note = (at: number) => {
    first = first === -1 ? at : Math.min(first, at);
    count += 1;
  };
  let stack: { at: number; isIsolate: boolean }[] = [];
  for (const { 0: character, index: at } of text.matchAll(ANY)) {
    if (character === '\n') {
      for (const one of stack) note(one.at);
      stack = [];
    } else if (character === '\u202c' || character === '\u2069') {
      if (stack.pop()?.isIsolate !== (character === '\u2069')) note(at);
    } else stack.push({ at, isIsolate: character >= '\u2066' });
  }
  for (const one of stack) note(one.at);
  return { open: first, count };
}
