/** Modules that a smoke file names: code of the user's, loaded by Node as any other. */
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { customChecks } from '../checks/custom.ts';
import type { CustomCheck } from '../model.ts';

type Import = (url: string) => Promise<{ readonly default?: unknown }>;

/** What is bundled has no `import` of Node's; here it is, whoever runs us. */
const load = new Script('(url) => import(url)', {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as Import;

/** The default export of a module. Rejects with what keeps it from being loaded. */
export async function loadDefault(path: string): Promise<unknown> {
  // Node's own words for it are long, and name us.
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error('no such file');
  const { default: exported } = await load(pathToFileURL(path).href);
  return exported;
}

/** Rejects with an Error whose message says what is wrong. */
export async function loadChecks(path: string): Promise<CustomCheck[]> {
  return customChecks(await loadDefault(path));
}
