/** The second net: what looks like a credential whoever it belongs to. */
import type { Range } from './range.ts';

const SHAPES: readonly { readonly name: string; readonly hint: string; readonly pattern: RegExp }[] = [
  {
    name: 'private key',
    hint: '-----BEGIN',
    pattern:
      /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}-----|(?![A-Za-z0-9+/=\s\\:,-])|$)/g,
  },
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
export const SHAPE_NAMES: readonly string[] = [...new Set(SHAPES.map(({ name }) => name))];

export function shapesOf(text: string): Range[] {
  const known = SHAPES.filter(({ hint }) => text.includes(hint));
  return known.flatMap(({ name, pattern }) =>
    Array.from(text.matchAll(pattern), ({ 0: match, index }) => ({ start: index, end: index + match.length, name })),
  );
}
