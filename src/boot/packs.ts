/**
 * The modules of the built program. They lie in packs, files that hold what is loaded together, each compiled once from V8's
 * code cache where there is one; a module is run when it is first required.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Compiled, compile, type Kind } from './code-cache.ts';

type Require = (id: string) => unknown;
type Clock = () => number;
type Definition = (module: { exports: unknown }, exports: unknown, require: Require, url: string, now: Clock) => void;

/** Which pack each module lies in. Filled in by the build. */
declare const __PACK_OF__: Readonly<Record<string, string>>;

const FOLDER = __dirname;
const builtin = createRequire(__filename);
const url = pathToFileURL(join(FOLDER, 'index.js')).href;
const definitions = new Map<string, Definition>();
const modules = new Map<string, { exports: unknown }>();
const packs: Compiled[] = [];
const startedAt = process.hrtime();
const kind: Kind = process.argv[2] === 'probe' ? 'probe' : 'run';

/** A module of the program by its name in the build: `program.js`. */
export function load(name: string): unknown {
  const known = modules.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  definitionOf(name)(module, module.exports, require, url, now);
  return module.exports;
}

/** The packs that have been loaded. */
export function loadedPacks(): readonly Compiled[] {
  return packs;
}

/** `performance.now()`, counted from our start: Node loads a lot for its own. */
const now: Clock = () => {
  const [seconds, nanoseconds] = process.hrtime(startedAt);
  return seconds * 1e3 + nanoseconds / 1e6;
};

const require: Require = (id) => (id.startsWith('./') ? load(id.slice(2)) : builtin(id));

function definitionOf(name: string): Definition {
  if (!definitions.has(name)) open(__PACK_OF__[name]!);
  return definitions.get(name)!;
}

function open(pack: string): void {
  const compiled = compile(join(FOLDER, pack), kind);
  packs.push(compiled);
  const found = compiled.script.runInThisContext() as Readonly<Record<string, Definition>>;
  for (const [name, definition] of Object.entries(found)) definitions.set(name, definition);
}
