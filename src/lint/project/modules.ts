/** The file of the same project that an import means, if it means one. */
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Language } from '../grammar/node.ts';
import type { Folders } from './folders.ts';

export function moduleFile(module: string, from: string, language: Language, folders: Folders): string | undefined {
  return language === 'python' ? pythonModule(module, from, folders) : javascriptModule(module, from, folders);
}

function pythonModule(module: string, from: string, folders: Folders): string | undefined {
  const [, dots = '', rest = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const parts = rest === '' ? [] : rest.split('.');
  if (dots !== '') {
    let base = dirname(from);
    for (let up = 1; up < dots.length; up++) base = dirname(base);
    return moduleIn(base, parts, folders);
  }
  const [first = ''] = parts;
  if (FRAMEWORKS.has(first)) return undefined;
  for (const base of searchPath(from, folders)) {
    if (isOfAnother(first, from, base)) continue;
    const there = folders.names(base);
    if (!there.has(first) && !there.has(`${first}.py`)) continue;
    const found = moduleIn(base, parts, folders);
    if (found !== undefined && found !== from) return found;
  }
  return undefined;
}

/** Not a project's own modules, wherever they lie: what the rules ask of a server does not hold in them. */
const FRAMEWORKS = new Set(['mcp', 'fastmcp']);
/** Where packages are installed side by side. */
const INSTALLED = new Set(['site-packages', 'dist-packages']);

/** Of what is installed beside a package, nothing is its project's. */
function isOfAnother(first: string, from: string, base: string): boolean {
  const [own] = relative(base, from).split(sep);
  return INSTALLED.has(basename(base)) && own !== first && own !== `${first}.py`;
}

/** As Python's own: never the inside of a package. */
function searchPath(from: string, folders: Folders): string[] {
  const root = folders.rootOf(from);
  const bases: string[] = [];
  let folder = dirname(from);
  while (folder.startsWith(root)) {
    if (!folders.names(folder).has('__init__.py')) bases.push(folder);
    if (folder === root || dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  return [...bases, join(root, 'src')];
}

function moduleIn(base: string, parts: readonly string[], folders: Folders): string | undefined {
  const path = join(base, ...parts);
  const own = [...(parts.length > 0 ? [`${path}.py`] : []), join(path, '__init__.py')];
  return own.find((file) => folders.isFile(file));
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** `./a.js` may be written in `a.ts`. */
function javascriptModule(module: string, from: string, folders: Folders): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(module)) return undefined;
  const path = join(dirname(from), module);
  const source = path.replace(/\.([cm]?)jsx?$/, '.$1ts');
  const bare = path.replace(/\.[cm]?jsx?$/, '');
  const tries = [
    ...(/\.[cm]?[jt]sx?$/.test(path) ? [path, source, `${bare}.tsx`] : []),
    ...EXTENSIONS.map((extension) => path + extension),
    ...EXTENSIONS.map((extension) => join(path, `index${extension}`)),
  ];
  return tries.find((file) => file !== from && folders.isFile(file));
}
