/** Modules that a smoke file names: code of the user's, loaded by Node as any other. */
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { customChecks } from '../checks/custom.ts';
import type { CustomCheck } from '../model.ts';

type Import = (url: string) => Promise<{ readonly default?: unknown }>;

/** As the build writes it, beside what this becomes a part of: what is bundled has no `import` of Node's. */
const IMPORT = './import.js';

/** Node's own `require`, whoever runs us: that of Jest's would look for modules in a world of its own. */
function importer(): Import {
  const { createRequire: requireFrom } = process.getBuiltinModule('node:module');
  return (requireFrom(import.meta.url)(IMPORT) as { load: Import }).load;
}

/** The default export of a module. Rejects with what keeps it from being loaded. */
export async function loadDefault(path: string): Promise<unknown> {
  // Node's own words for it are long, and name us.
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error('no such file');
  const { default: exported } = await importer()(pathToFileURL(path).href);
  return exported;
}

/** Rejects with an Error whose message says what is wrong. */
export async function loadChecks(path: string): Promise<CustomCheck[]> {
  return customChecks(await loadDefault(path));
}
