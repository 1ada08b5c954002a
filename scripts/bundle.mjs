/**
 * How the program is bundled. esbuild divides it into modules along its dynamic imports; those become functions, and
 * those that are loaded together lie in one pack, which src/boot/ compiles once, from V8's code cache.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { assertNoCircles, functionOf } from './functions.mjs';
import { onlyFailsafe } from './js-yaml.mjs';
import { onDemand } from './on-demand.mjs';
import { readyMade } from './ready-made.mjs';
import { shortened } from './short-names.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const TARGET = 'node20.19';
const INDEX = 'index.js';
const THREAD = 'thread.js';
const IMPORT = 'import.js';
/** What src/engine/readable-stack.ts reads. */
const NAMES = 'names.json';
/** What is imported by its users: the file, what gives it, and what of that is theirs. */
const LIBRARY = [
  { file: 'mcp-smoke.js', of: 'library', entry: 'src/api/index.ts' },
  { file: 'mcp-smoke-test.js', of: 'testing', names: ['smokeTests'] },
];

/** What each pack is made for, with all that it needs; what no pack has asked for has one of its own. */
const PACKS = {
  // Up to the server's start.
  'start.js': ['src/index.ts', 'src/cli/main.ts', 'src/cli/plans.ts', 'src/cli/execute.ts', 'src/wire/stdio.ts'],
  // What judges it, and what is written at the end of nearly every run.
  'judge.js': ['src/run/script.ts', 'src/engine/deliver.ts', 'src/engine/repository.ts', 'src/cli/step-summary.ts'],
};

/** Into `outdir`; resolves with esbuild's metafile. */
export async function bundle(outdir, plugins = []) {
  mkdirSync(outdir, { recursive: true });
  const { metafile, outputFiles } = await divide(plugins);
  assertNoCircles(metafile.outputs);
  const modules = await Promise.all(outputFiles.map(moduleOf));
  const packOf = assign(metafile.outputs, modules);
  const packs = groupBy(modules, packOf);
  for (const name of [INDEX, THREAD, IMPORT, ...LIBRARY.map(({ file }) => file)])
    if (packs.has(name)) throw new Error(`a pack may not be called ${name}`);
  const names = {};
  for (const [pack, members] of packs) {
    const code = packed(members);
    const short = pack in PACKS ? await shortened(code, TARGET) : undefined;
    writeFileSync(join(outdir, pack), short?.code ?? code);
    if (short) names[pack] = folded(short.names);
  }
  writeFileSync(join(outdir, NAMES), JSON.stringify(names));
  writeFileSync(join(outdir, 'package.json'), '{"type":"commonjs"}\n');
  await boot(outdir, packs);
  writeFileSync(join(outdir, IMPORT), 'exports.load = (url) => import(url);\n');
  for (const one of LIBRARY) writeFileSync(join(outdir, one.file), libraryEntry(one, metafile));
  return metafile;
}

/** As src/engine/readable-stack.ts unfolds them. */
function folded(names) {
  return names.map(([from, to, name], index) => [from - (names[index - 1]?.[0] ?? 0), to - from, name]);
}

async function divide(plugins) {
  return build({
    absWorkingDir: ROOT,
    entryPoints: {
      program: 'src/index.ts',
      judging: 'src/thread.ts',
      library: 'src/api/index.ts',
      testing: 'src/api/testing/entry.ts',
    },
    outdir: 'modules',
    write: false,
    plugins: [...plugins, readyMade, onDemand, onlyFailsafe],
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    target: TARGET,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    alias: {
      'string-width': './scripts/string-width.ts',
      'js-yaml': './scripts/js-yaml.mjs',
      '@modelcontextprotocol/server/_shims': './scripts/sdk-shims.ts',
    },
    keepNames: false,
    metafile: true,
    chunkNames: 'chunk-[hash]',
    // Parameters of the function that each module becomes.
    define: { 'import.meta.url': '__meta.url', 'performance.now': '__now' },
  });
}

async function moduleOf({ path, text }) {
  const name = basename(path);
  return { name, code: await functionOf(name, text) };
}

/** Module → pack: the first pack that needs it. */
function assign(outputs, modules) {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const byEntry = new Map([...byName].flatMap(([name, { entryPoint }]) => (entryPoint ? [[entryPoint, name]] : [])));
  const packOf = {};
  const take = (name, pack) => {
    if (packOf[name] !== undefined) return;
    packOf[name] = pack;
    for (const { path, kind } of byName.get(name).imports)
      if (kind === 'import-statement' && byName.has(basename(path))) take(basename(path), pack);
  };
  for (const [pack, entries] of Object.entries(PACKS)) {
    for (const entry of entries) {
      if (!byEntry.has(entry)) throw new Error(`${pack} is made for ${entry}, which is no dynamic import any more`);
      take(byEntry.get(entry), pack);
    }
  }
  for (const { name } of modules) take(name, name);
  return packOf;
}

/** An object of functions. */
function packed(members) {
  const functions = members.map(({ name, code }) => `${JSON.stringify(name)}:${code}`);
  return `({${ascii(functions.join(',\n'))}})\n`;
}

/** One byte a character, so that V8 keeps it so. esbuild leaves odd characters in regular expressions alone: there this means the same. */
function ascii(code) {
  return code.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function boot(outdir, packs) {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: { index: 'src/boot/main.ts' },
    outdir,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: TARGET,
    minifySyntax: true,
    minifyWhitespace: true,
    define: { __PACKS__: JSON.stringify(namesOf(packs)), __VERSION__: JSON.stringify(version) },
  });
  // The judging thread starts where the program does.
  writeFileSync(
    join(outdir, THREAD),
    `require('./${INDEX}').startThread();
`,
  );
}

/** One by one, so that Node sees the names without running it: then it serves `import` as well as `require`. */
function libraryEntry({ of, entry, names }, { outputs }) {
  const known = names ?? exportsOf(entry, outputs);
  const lines = known.map((name) => `exports.${name} = library.${name};\n`);
  return `'use strict';\nconst library = require('./${INDEX}').${of}();\n${lines.join('')}`;
}

function exportsOf(entry, outputs) {
  return Object.values(outputs).find(({ entryPoint }) => entryPoint === entry).exports;
}

/** Of a pack with one module of the same name nothing has to be known. */
function namesOf(packs) {
  const several = [...packs].filter(([, members]) => members.length > 1);
  return Object.fromEntries(several.map(([pack, members]) => [pack, ` ${members.map(({ name }) => name).join(' ')} `]));
}

function groupBy(modules, packOf) {
  const packs = new Map();
  for (const one of modules) packs.set(packOf[one.name], [...(packs.get(packOf[one.name]) ?? []), one]);
  return packs;
}
