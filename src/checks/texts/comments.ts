/** HTML comments: a host that shows Markdown hides them, and the model reads them. */
import { isTalkedAbout } from './talked-about.ts';

export interface Comment {
  readonly at: number;
  readonly end: number;
}

/** Prose, and no marker such as `<!-- more -->` or `<!-- wp:list {"a":1} -->`. */
const FEWEST_WORDS = 4;
const MARKER = /^\s*(?:\/?[\w-]+:|[a-z]+lint\b|eslint|prettier|TODO\b)/i;

/** What stands around them talks about such comments: they are its subject. */
export function isAboutComments(text: string, comments: readonly Comment[]): boolean {
  const ends = [0, ...comments.map(({ end }) => end)];
  const rest = ends.map((end, index) => text.slice(end, comments[index]?.at)).join(' ');
  return /\b(?:html|comments?|markup|markdown)\b|<!--/i.test(rest);
}

/** Every comment with prose in it that is said and not shown: not in quotation marks, not in code. */
export function commentsIn(text: string): Comment[] {
  const found: Comment[] = [];
  for (let at = text.indexOf('<!--'); at !== -1; ) {
    const end = text.indexOf('-->', at + 4);
    if (end === -1) break;
    const says = text.slice(at + 4, end);
    if (isProse(says) && !isTalkedAbout(text, at)) found.push({ at, end: end + 3 });
    at = text.indexOf('<!--', end + 3);
  }
  return found;
}

function isProse(text: string): boolean {
  return !MARKER.test(text) && (text.slice(0, 2000).match(/\p{L}{2,}/gu)?.length ?? 0) >= FEWEST_WORDS;
}
