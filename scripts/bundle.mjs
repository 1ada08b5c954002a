/** How the program is bundled. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onDemand } from './on-demand.mjs';
import { readyMade } from './ready-made.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Into `outdir`; resolves with esbuild's result. */
export function bundle(outdir, plugins = []) {
  return build({
    absWorkingDir: ROOT,
    entryPoints: ['src/index.ts', 'src/thread.ts'],
    outdir,
    plugins: [onDemand, readyMade, ...plugins],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    alias: { 'string-width': './scripts/string-width.ts' },
    keepNames: false,
    metafile: true,
    chunkNames: 'chunk-[hash]',
    // Bundled CommonJS packages require node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  });
}
