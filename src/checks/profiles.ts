/** Hosts as names in `rules:`: a whole profile can be switched off, or be given a level. Imports no check: it is always loaded. */
import type { Level, Plan } from '../model.ts';

export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly string[];
}

export const profiles: readonly Profile[] = [
  {
    id: 'host-anthropic',
    title: 'What Claude and the API of Anthropic refuse.',
    rules: ['root-combinator', 'name-charset', 'name-length', 'prop-name-long', 'vendor-keys'],
  },
  {
    id: 'host-openai',
    title: 'What the API of OpenAI refuses.',
    rules: ['array-no-items', 'object-no-properties', 'name-charset', 'name-length'],
  },
  {
    id: 'host-gemini',
    title: 'What the API of Gemini refuses.',
    rules: ['gemini-keywords', 'type-array-union', 'array-no-items'],
  },
  { id: 'host-vscode', title: 'What VS Code refuses.', rules: ['array-no-items', 'name-length'] },
  { id: 'host-cursor', title: 'What Cursor refuses.', rules: ['name-length', 'prop-name-long'] },
];

const STRENGTH: Readonly<Record<Level | 'off', number>> = { off: 0, info: 1, warning: 2, error: 3 };

/**
 * The level of a finding as the user wants it. A rule's own entry wins. A rule of several hosts is off only when all of
 * them are off; otherwise the strongest of their levels holds, `level` for a host without an entry.
 */
export function levelFor(rule: string, level: Level, rules: Plan['rules']): Level | 'off' {
  const own = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  if (own !== undefined) return own;
  const levels = profiles.filter((profile) => profile.rules.includes(rule)).map(({ id }) => rules[id] ?? level);
  return levels.reduce((strongest, one) => (STRENGTH[one] > STRENGTH[strongest] ? one : strongest), levels[0] ?? level);
}
