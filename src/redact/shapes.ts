/** The second net: what looks like a credential whoever it belongs to. */
import type { Range } from './range.ts';

const KEY = { name: 'private key', hint: '-----BEGIN' } as const;
const KEY_START = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/g;
/** The line at its end, or what no key holds. */
const KEY_END = /-----END [A-Z ]{0,40}-----|(?![A-Za-z0-9+/=\s\\:,-])/g;
const LONGEST_KEY = 20_000;
const DASHES = '-----'.length;

const SHAPES: readonly { readonly name: string; readonly hint: string; readonly pattern: RegExp }[] = [
  {
    name: 'JWT',
    hint: 'eyJ',
    pattern: /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{8,8000}\.[\w-]{8,4000}/g,
  },
  { name: 'GitHub token', hint: 'gh', pattern: /(?<!\w)gh[opsur]_[A-Za-z0-9]{36,255}/g },
  { name: 'GitHub token', hint: 'github_pat_', pattern: /(?<!\w)github_pat_\w{22,255}/g },
  { name: 'API key', hint: 'sk-', pattern: /(?<![\w-])sk-(?=[\w-]{0,200}\d)(?=[\w-]{0,200}[A-Z])[\w-]{20,300}/g },
  { name: 'AWS key', hint: 'AKIA', pattern: /(?<!\w)AKIA[A-Z0-9]{16}(?!\w)/g },
  { name: 'Slack token', hint: 'xox', pattern: /(?<!\w)xox[abeoprs]-[A-Za-z0-9-]{10,300}/g },
  { name: 'Google key', hint: 'AIza', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  {
    name: 'URL password',
    // Up to the last @, as parsers of URLs have it.
    hint: '://',
    pattern: /(?<=:\/\/[^\s/?#@:"'<>\\[\]]{0,100}:)(?!\[redacted:)[^\s/?#"'<>\\]{1,300}(?=@[\w[])/g,
  },
];

/** The names that a mark may bear beside those of secrets. */
export const SHAPE_NAMES: readonly string[] = [...new Set([KEY, ...SHAPES].map(({ name }) => name))];

export function shapesOf(text: string): Range[] {
  const known = SHAPES.filter(({ hint }) => text.includes(hint));
  const found = known.flatMap(({ name, pattern }) =>
    Array.from(text.matchAll(pattern), ({ 0: match, index }) => ({ start: index, end: index + match.length, name })),
  );
  return text.includes(KEY.hint) ? [...keysOf(text), ...found] : found;
}

/** By hand, since in one pattern every start would look for the same end again. */
function keysOf(text: string): Range[] {
  const found: Range[] = [];
  let end = { start: -1, end: -1 };
  let start = next(KEY_START, text, 0);
  while (start) {
    if (end.start < start.end) end = next(KEY_END, text, start.end)!;
    const isKey = end.start - start.end <= LONGEST_KEY;
    if (isKey) found.push({ name: KEY.name, start: start.start, end: end.end });
    // The dashes behind one start may be those of another.
    start = next(KEY_START, text, isKey ? end.end : start.end - DASHES);
  }
  return found;
}

function next(pattern: RegExp, text: string, from: number): Pick<Range, 'start' | 'end'> | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}
