/** Smoke files to plans. Start here: read, parse, check, plan. */
import { resolve } from 'node:path';
import type { Plan } from '../model.ts';
import { readDocument } from './document.ts';
import type { LoadOptions } from './options.ts';
import { plansOf } from './plan.ts';
import { ConfigError, Problems } from './problems.ts';
import { readText } from './read-file.ts';
import { shownPath } from './shown-path.ts';

/**
 * One plan for each file and protocol revision, in order. Nothing is started. Throws ConfigError with every
 * problem of every file; bounded in time and memory whatever the files hold.
 */
export async function loadPlans(files: readonly string[], options: LoadOptions): Promise<Plan[]> {
  const problems = new Problems();
  const sources = new Map<string, string>();
  const plans: Plan[] = [];
  for (const file of files) plans.push(...(await loadFile(file, options, sources, problems)));
  if (problems.found.length > 0) throw new ConfigError(problems.sorted(), sources);
  return plans;
}

async function loadFile(
  file: string,
  options: LoadOptions,
  sources: Map<string, string>,
  problems: Problems,
): Promise<Plan[]> {
  const path = resolve(options.cwd, file);
  const shown = shownPath(path, options.cwd);
  const read = await readText(path);
  if (read.problem !== undefined) {
    problems.add({ file: shown, line: 1, column: 1 }, read.problem, read.hint ? { hint: read.hint } : {});
    return [];
  }
  sources.set(shown, read.text);
  const root = readDocument(shown, read.text, problems);
  return root ? plansOf(root, { shown, path, text: read.text, bytes: read.bytes }, options, problems) : [];
}
