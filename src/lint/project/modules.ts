/** The file of the same project that an import means, if it means one. */
import { dirname, join } from 'node:path';
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
  for (const base of searchPath(from, folders)) {
    const [first = ''] = parts;
    const there = folders.names(base);
    if (!there.has(first) && !there.has(`${first}.py`)) continue;
    const found = moduleIn(base, parts, folders);
    if (found !== undefined && found !== from) return found;
  }
  return undefined;
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
