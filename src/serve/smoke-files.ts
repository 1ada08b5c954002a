/** Smoke files that a client names: in the folder, with what they lead to. */
import { loadOptions } from '../api/plans.ts';
import { findSmokeFiles } from '../config/find.ts';
import { type Loaded, loadEach } from '../config/load.ts';
import { cleanByEnvironment } from '../engine/environment-secrets.ts';
import { cleanUnread } from '../engine/unread.ts';
import type { Folder } from './folder.ts';
import type { Desk } from './tool.ts';

/** Relative to the folder. Without names: those that a run without names would take. Throws UsageError. */
export async function smokeFiles(written: readonly string[] | undefined, folder: Folder): Promise<string[]> {
  const named = await Promise.all((written ?? []).map((one) => folder.inside(one)));
  const found = await findSmokeFiles(named, folder.root);
  // A file that is found may be a link.
  return Promise.all(found.map((one) => folder.inside(one)));
}

type Given = Pick<NonNullable<Parameters<typeof loadOptions>[0]>, 'var' | 'timeout' | 'connectTimeout' | 'protocol'>;

/**
 * What they say, clean of secrets where they cannot be used. A host config outside of the folder is not read; `reporters:` is
 * left out, since nothing is written. `runsRules`: modules with rules of one's own are code, which is run. Throws UsageError.
 */
export async function readPlans(
  files: readonly string[],
  given: Given,
  { folder, env }: Desk,
  runsRules: boolean,
): Promise<Loaded> {
  const { loadChecks, ...plain } = loadOptions(given, folder.root, env);
  const options = { ...plain, within: folder.root, ...(runsRules && loadChecks ? { loadChecks } : {}) };
  const { plans, unread } = await loadEach(files, options);
  return {
    plans: plans.map((plan) => ({ ...plan, reporters: [] })),
    unread: unread.map((file) => cleanUnread(file, (text) => cleanByEnvironment(text, env))),
  };
}
