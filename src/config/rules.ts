/** `rules:`: levels by rule. */
import type { Level, Plan } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Problems } from './problems.ts';
import type { Named } from './read/collection.ts';

/** Adds a problem for a rule that does not exist. */
export async function checkRules(
  entries: readonly Named<Level | 'off'>[],
  knownRules: () => Promise<readonly string[]>,
  problems: Problems,
): Promise<Plan['rules']> {
  const known = entries.length > 0 ? await knownRules() : [];
  for (const { key, keyAt } of entries) {
    if (known.includes(key)) continue;
    problems.add(keyAt, `unknown rule \`${key}\``, {
      hint: didYouMean(key, known) ?? '`mcp-smoke rules` lists them all',
    });
  }
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
