/** ajv and all that is made with it, loaded at the first schema that cannot be judged without. */
import { createRequire } from 'node:module';

/** In the bundle the bundler's own takes its place (scripts/on-demand.mjs). */
const require = createRequire(import.meta.url);

/** Not to be called under a limit of time: what is cut short while it is loaded stays broken. */
export function withAjv(): typeof import('./judge-once.ts') {
  return require('./judge-once.ts');
}
