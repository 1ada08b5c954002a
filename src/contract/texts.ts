/** What a model or a person reads of the server, against what it read before: words may be changed to steer a model. */
import type { Change } from './change.ts';
import { textDiff } from './text-diff.ts';

/** By what it is the text of; empty for the whole. */
export type Texts = ReadonlyMap<string, string | undefined>;

const MOST = 6;

/** One change for all that is told of one thing; what is only there, or no more there, is told elsewhere. */
export function textChanges(what: string, before: Texts, after: Texts): Change[] {
  const changed = [...before].filter(([key, text]) => after.has(key) && (after.get(key) ?? '') !== (text ?? ''));
  if (changed.length === 0) return [];
  const names = changed.map(([key]) => (key === '' ? 'its description' : key));
  const diffs = changed.slice(0, MOST).map(([key, text]) => {
    const diff = textDiff(text ?? '', after.get(key) ?? '');
    return changed.length === 1 ? diff : `${key === '' ? 'description' : key}:\n${diff}`;
  });
  const rest = changed.length > MOST ? [`… and ${changed.length - MOST} more`] : [];
  const shown = names.slice(0, MOST).join(', ');
  return [
    {
      rule: 'contract-description-changed',
      kind: 'reworded',
      message: `${what}: other words for ${shown}${rest.length > 0 ? ' …' : ''}`,
      evidence: [...diffs, ...rest].join('\n'),
    },
  ];
}
