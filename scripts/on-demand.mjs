/** Modules that the source loads with Node's `require` when they are asked for: put into the bundle, and run no earlier. */
import { readFile } from 'node:fs/promises';

const OWN = /^import \{ createRequire \} from 'node:module';$|^const require = createRequire\(import\.meta\.url\);$/gm;

/** An esbuild plugin. */
export const onDemand = {
  name: 'on-demand',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/schema\/with-ajv\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      if (text.match(OWN)?.length !== 2) throw new Error(`${path} does not load what it loads as we know it`);
      return { contents: text.replace(OWN, ''), loader: 'ts' };
    });
  },
};
