/** `rules:`: levels by rule, and rules of the user's own. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CustomCheck, Plan } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import type { RulesFound } from './grammar/rules.ts';
import type { LoadOptions } from './options.ts';
import type { Problems } from './problems.ts';
import type { Located } from './read/reader.ts';

type Means = Pick<LoadOptions, 'knownRules' | 'loadChecks' | 'checks'>;
type Ruled = Pick<Plan, 'rules' | 'checks'>;

/** `folder` is the smoke file's, absolute. Adds a problem for a rule that does not exist, and for a module that is none of rules. */
export async function resolveRules(
  { levels, modules }: RulesFound,
  folder: string,
  { knownRules, loadChecks, checks: given = [] }: Means,
  problems: Problems,
): Promise<Ruled> {
  const isAsked = levels.length + modules.length + given.length > 0;
  const ours = isAsked ? await knownRules() : [];
  const taken = new Map(ours.map((id) => [id, 'mcp-smoke has a rule of this name']));
  for (const { id } of given) taken.set(id, 'the program that runs this has a rule of this name');
  const before = problems.found.length;
  const checks: CustomCheck[] = [...given];
  for (const module of modules) {
    for (const check of await checksIn(module, folder, loadChecks, problems)) {
      const clash = taken.get(check.id);
      if (clash) problems.add(module.at, `the rule \`${check.id}\` of ${module.value} needs another name: ${clash}`);
      taken.set(check.id, `${module.value} has one of this name already`);
      checks.push(check);
    }
  }
  const known = [...taken.keys()];
  // Of a module that cannot be used, which has been said, or may not be, no rule is known.
  const isWhole = modules.length === 0 || (loadChecks !== undefined && problems.found.length === before);
  for (const { key, keyAt } of levels) {
    if (known.includes(key) || !isWhole) continue;
    problems.add(keyAt, `unknown rule \`${key}\``, {
      hint: didYouMean(key, known) ?? '`mcp-smoke rules` lists them all',
    });
  }
  const rules = Object.fromEntries(levels.map(({ key, value }) => [key, value]));
  return { rules, ...(checks.length > 0 ? { checks } : {}) };
}

async function checksIn(
  { value, at }: Located<string>,
  folder: string,
  load: LoadOptions['loadChecks'],
  problems: Problems,
): Promise<readonly CustomCheck[]> {
  const path = resolve(folder, value);
  try {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error('no such file');
    return load ? await load(path) : [];
  } catch (error) {
    problems.add(at, `${value}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}
