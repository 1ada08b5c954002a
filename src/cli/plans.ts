/** Smoke files named on the command line → plans. Loaded by the commands that read files: it brings the YAML parser along. */
import { findSmokeFiles } from '../config/find.ts';
import { type Loaded, loadEach, loadPlans, loadSound } from '../config/load.ts';
import type { LoadOptions } from '../config/options.ts';
import type { ConfigError } from '../config/problems.ts';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import { loadChecks } from '../engine/load-checks.ts';
import { knownRules } from '../engine/rule-ids.ts';
import { cleanUnread } from '../engine/unread.ts';
import { type Plan, UsageError } from '../model.ts';
import { didYouMean } from '../text/suggest.ts';
import { COMMAND_NAMES } from './command-names.ts';
import { environmentOf, type FileArguments, parseVars } from './options.ts';
import { complain } from './say.ts';

export type Arguments = FileArguments & { readonly files: readonly unknown[]; readonly shard?: string };
type Overrides = Pick<LoadOptions, 'timeoutMs' | 'connectTimeoutMs' | 'protocol'>;

/** In order of their paths; runs no code that they name. Throws UsageError for whatever is wrong with the files. */
export async function plansFrom(argv: Arguments): Promise<Plan[]> {
  return loadPlans(await filesOf(argv), optionsOf(argv));
}

/** As `plansFrom`, and for each file that cannot be used its own error beside the plans of the others. */
export async function soundFrom(argv: Arguments): Promise<{ plans: Plan[]; errors: ConfigError[] }> {
  return loadSound(await filesOf(argv), optionsOf(argv));
}

/** As `plansFrom`, for a run: a file that cannot be used does not keep the others from being tested. Clean of secrets. */
export async function eachFrom(argv: Arguments, overrides: Overrides): Promise<Loaded> {
  const { plans, unread } = await loadEach(await filesOf(argv), { ...optionsOf(argv), ...overrides, loadChecks });
  return { plans, unread: unread.map((file) => cleanUnread(file, cleanByEnvironment)) };
}

export async function filesOf({ files, shard }: Arguments): Promise<string[]> {
  const found = await find(files.map(String), process.cwd());
  if (shard === undefined) return found;
  const { shardOf } = await import('./shard.ts');
  const { files: own, why } = shardOf(found, shard);
  if (why !== undefined) complain(why);
  return own;
}

function optionsOf(argv: Arguments): LoadOptions {
  const env = environmentOf(argv['env-file']);
  return { cwd: process.cwd(), env, vars: parseVars(argv.var), knownRules };
}

/** A command that is mistyped is taken for a file. */
async function find(patterns: readonly string[], cwd: string): Promise<string[]> {
  return findSmokeFiles(patterns, cwd).catch((error: unknown) => {
    const hint = error instanceof UsageError ? didYouMean(patterns[0] ?? '', COMMAND_NAMES) : undefined;
    if (hint === undefined) throw error;
    throw new UsageError(`${(error as Error).message}\nOr is it a command? ${hint}`);
  });
}
