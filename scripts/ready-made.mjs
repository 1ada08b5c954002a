/** The functions of src/schema/meta-validators.ts, made while the program is bundled. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DIALECTS = ['draft-06', 'draft-07', '2019-09', '2020-12'];

/** An esbuild plugin. */
export const readyMade = {
  name: 'ready-made',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^ready-made:/ }, ({ path }) => ({
      path: path.slice('ready-made:'.length),
      namespace: 'ready-made',
    }));
    onLoad({ filter: /\/src\/schema\/meta-validators\.ts$/ }, () => ({ contents: chooser(), loader: 'js' }));
    onLoad({ filter: /./, namespace: 'ready-made' }, async ({ path }) => {
      const { metaAjv, standalone } = await compiler();
      const { ajv, id } = metaAjv(path, { source: true });
      return {
        contents: standalone(ajv, ajv.getSchema(id)),
        loader: 'js',
        resolveDir: ROOT,
      };
    });
  },
};

/** Each is run when it is asked for. */
function chooser() {
  const rows = DIALECTS.map(
    (dialect) => `${JSON.stringify(dialect)}: () => require(${JSON.stringify(`ready-made:${dialect}`)})`,
  );
  return `const made = { ${rows.join(', ')} };\nexport const newMetaValidator = (dialect) => made[dialect]();`;
}

let compiling;

function compiler() {
  compiling ??= compile();
  return compiling;
}

/** The source as Node 20 can read it, with the same ajv for both. */
const SOURCE = `
  export { metaAjv } from './src/schema/meta-validators.ts';
  import * as standalone from 'ajv/dist/standalone/index.js';
  const { default: made } = standalone.default ?? standalone;
  export { made as standalone };
`;

async function compile() {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-smoke-build-'));
  const outfile = join(folder, 'meta-validators.mjs');
  const banner = { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" };
  await build({
    stdin: { contents: SOURCE, resolveDir: ROOT, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner,
  });
  const module = await import(pathToFileURL(outfile));
  await rm(folder, { recursive: true });
  return module;
}
