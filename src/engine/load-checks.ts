import type { CustomCheck } from '../model.ts';

/** The checks of a module, by its absolute path. Few smoke files name one: what loads it is loaded then. */
export async function loadChecks(path: string): Promise<CustomCheck[]> {
  return (await import('./custom-rules.ts')).loadChecks(path);
}
