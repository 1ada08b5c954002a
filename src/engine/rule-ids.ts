/** Every rule that there is: the checks', the diagnoses' and lint's. Loaded only by commands that need it. */
import { profiles } from '../checks/profiles.ts';
import type { RuleInfo } from '../model.ts';

/** Sorted by id, each once. */
export async function everyRule(): Promise<readonly RuleInfo[]> {
  const { allRules } = await import('../checks/registry.ts');
  const { diagnosisRules } = await import('../diagnosis/diagnose.ts');
  const { probeRules } = await import('../probes/index.ts');
  const { sourceRules } = await import('../lint/rules/info.ts');
  const rules: readonly RuleInfo[] = [...sourceRules, ...probeRules, ...diagnosisRules, ...allRules()];
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const { id, looksFor } of sourceRules) byId.set(id, { ...byId.get(id)!, ...(looksFor ? { looksFor } : {}) });
  return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** What `rules:` of a smoke file may name: rules, and the profiles of hosts. */
export async function knownRules(): Promise<string[]> {
  const { sourceOnly } = await import('../lint/rules/info.ts');
  const rules = (await everyRule()).filter((rule) => !sourceOnly.some(({ id }) => id === rule.id));
  return [...rules, ...profiles].map(({ id }) => id);
}
