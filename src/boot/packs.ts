/**
 * The modules of the built program. They lie in packs, files that hold what is loaded together, each compiled once from V8's
 * code cache where there is one; a module is run when it is first required.
 */
import { type Compiled, compile, type Kind } from './code-cache.ts';

type Require = (id: string) => unknown;
type Import = (id: string) => Promise<unknown>;
type Meta = { readonly url: string };
type Clock = () => number;
/** Returns what the module exports. */
type Definition = (require: Require, dynamic: Import, meta: Meta, now: Clock) => unknown;

/** The names in each pack, a blank before and behind each; the others lie alone in files of their own. Filled in by the build. */
declare const __PACKS__: Readonly<Record<string, string>>;

const FOLDER = __dirname;
/** `import.meta`, whose `url` few ask for. */
const meta = {
  get url() {
    return process.getBuiltinModule('node:url').pathToFileURL(`${FOLDER}/index.js`).href;
  },
};
const definitions = new Map<string, Definition>();
/** What each module exports. */
const modules = new Map<string, unknown>();
const packs: Compiled[] = [];
const { hrtime } = process;
const startedAt = hrtime();
const kind: Kind = process.argv[2] === 'probe' ? 'probe' : 'run';

/** A module of the program by its name in the build: `program.js`. */
export function load(name: string): unknown {
  const known = modules.get(name);
  if (known !== undefined) return known;
  const exports = definitionOf(name)(require, dynamic, meta, now);
  modules.set(name, exports);
  return exports;
}

/** The packs that have been loaded. */
export function loadedPacks(): readonly Compiled[] {
  return packs;
}

/** `performance.now()`, counted from our start: Node loads a lot for its own. */
const now: Clock = () => {
  // Not the difference that Node takes: it looks at what it is given, at each of hundreds of times.
  const [seconds, nanoseconds] = hrtime();
  return (seconds - startedAt[0]) * 1e3 + (nanoseconds - startedAt[1]) / 1e6;
};

const require: Require = (id) => (id.startsWith('./') ? load(id.slice(2)) : builtin(id));

/** `import()`, whose reason to fail is never thrown at once. Of Node's modules, the default is the module itself. */
const dynamic: Import = async (id) => {
  if (id.startsWith('./')) return load(id.slice(2));
  const module = builtin(id) as object;
  return Object.assign(Object.create(module), { default: module });
};

/** Node's own; `require` takes longer for the first. */
function builtin(id: string): unknown {
  const module = process.getBuiltinModule(id);
  if (!module) throw new Error(`Node has no module ${id}.`);
  return module;
}

function definitionOf(name: string): Definition {
  if (!definitions.has(name)) open(packOf(name));
  return definitions.get(name)!;
}

function packOf(name: string): string {
  for (const pack in __PACKS__) if (__PACKS__[pack]!.includes(` ${name} `)) return pack;
  return name;
}

function open(pack: string): void {
  const compiled = compile(FOLDER, pack, kind);
  packs.push(compiled);
  const found = compiled.script.runInThisContext() as Readonly<Record<string, Definition>>;
  for (const name in found) definitions.set(name, found[name]!);
}
