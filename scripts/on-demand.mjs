/**
 * Modules that the source loads with Node's `require` when they are asked for, at once and not in a promise: in the build each is
 * a module of its own, run when it is required.
 */
import { readFile } from 'node:fs/promises';

/** How a source file says it. */
const OWN = /^import \{ createRequire \} from 'node:module';$|^const require = createRequire\(import\.meta\.url\);$/gm;
const REQUIRED = /\brequire\('([^']+)'\)/g;

/** An esbuild plugin for the step that divides. */
export const onDemand = {
  name: 'on-demand',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (!text.includes('createRequire(')) return undefined;
      if (text.match(OWN)?.length !== 2)
        throw new Error(`${path} does not load what it loads as scripts/on-demand.mjs knows it`);
      return { contents: text.replace(OWN, '').replace(REQUIRED, "__onDemand(import('$1'))"), loader: 'ts' };
    });
  },
};
