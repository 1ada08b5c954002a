/** Smoke files that a client names: in the folder, with what they lead to. */
import { findSmokeFiles } from '../config/find.ts';
import type { Plan } from '../model.ts';
import type { Folder } from './folder.ts';

/** Relative to the folder. Without names: those that a run without names would take. Throws UsageError. */
export async function smokeFiles(written: readonly string[] | undefined, folder: Folder): Promise<string[]> {
  const named = await Promise.all((written ?? []).map((one) => folder.inside(one)));
  const found = await findSmokeFiles(named, folder.root);
  // A file that is found may be a link.
  return Promise.all(found.map((one) => folder.inside(one)));
}

/** Nothing is written here, whatever `reporters:` of the file says. */
export function withoutReports(plans: readonly Plan[]): Plan[] {
  return plans.map((plan) => ({ ...plan, reporters: [] }));
}
