/** Smoke files named on the command line → plans. Loaded by the commands that read files: it brings the YAML parser along. */
import { findSmokeFiles } from '../config/find.ts';
import { loadPlans } from '../config/load.ts';
import type { LoadOptions } from '../config/options.ts';
import type { Plan } from '../model.ts';
import { environmentOf, type FileArguments, parseVars } from './options.ts';
import { knownRules } from './rule-ids.ts';
import { shardOf } from './shard.ts';

type Arguments = FileArguments & { readonly files: readonly unknown[]; readonly shard?: string };
type Overrides = Pick<LoadOptions, 'timeoutMs' | 'connectTimeoutMs' | 'protocol'>;

/** In order of their paths. Throws UsageError for whatever is wrong with the files. */
export async function plansFrom(argv: Arguments, overrides: Overrides = {}): Promise<Plan[]> {
  const cwd = process.cwd();
  const files = shardOf(await findSmokeFiles(argv.files.map(String), cwd), argv.shard);
  const env = environmentOf(argv['env-file']);
  return loadPlans(files, { cwd, env, vars: parseVars(argv.var), knownRules, ...overrides });
}
