/** Every rule that there is: the checks' and the diagnoses'. Loaded only by commands that need it. */
import { profiles } from '../checks/profiles.ts';
import type { RuleInfo } from '../model.ts';

/** Sorted by id, each once. */
export async function everyRule(): Promise<readonly RuleInfo[]> {
  const { allRules } = await import('../checks/registry.ts');
  const { diagnosisRules } = await import('../diagnosis/diagnose.ts');
  const { probeRules } = await import('../probes/index.ts');
  const byId = new Map([...probeRules, ...diagnosisRules, ...allRules].map((rule) => [rule.id, rule]));
  return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** What `rules:` of a smoke file may name: rules, and the profiles of hosts. */
export async function knownRules(): Promise<string[]> {
  return [...(await everyRule()), ...profiles].map(({ id }) => id);
}
