/** What stands in folders, asked once each; and which folder is the project's. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKS = ['pyproject.toml', 'setup.py', 'requirements.txt', 'package.json', '.git'];

export interface Folders {
  /** Names in the folder; none where it cannot be read. */
  readonly names: (folder: string) => ReadonlySet<string>;
  readonly isFile: (path: string) => boolean;
  /** The nearest folder above the file that says it is a project; else the file's own. */
  readonly rootOf: (file: string) => string;
}

export function createFolders(): Folders {
  const known = new Map<string, ReadonlySet<string>>();
  const roots = new Map<string, string | undefined>();
  const names = (folder: string): ReadonlySet<string> => {
    const there = known.get(folder) ?? namesIn(folder);
    known.set(folder, there);
    return there;
  };
  const marked = (folder: string): string | undefined => {
    if (roots.has(folder)) return roots.get(folder);
    const above = dirname(folder);
    const isRoot =
      MARKS.some((mark) => names(folder).has(mark)) || [...names(folder)].some((name) => DIST_INFO.test(name));
    const root = isRoot ? folder : above === folder ? undefined : marked(above);
    roots.set(folder, root);
    return root;
  };
  return {
    names,
    // A folder of that name has no extension; a file that is none fails when it is read.
    isFile: (path) => names(dirname(path)).has(path.slice(join(dirname(path), '/').length)),
    rootOf: (file) => marked(dirname(file)) ?? dirname(file),
  };
}

/** Beside an unpacked or installed Python package. */
export const DIST_INFO = /\.dist-info$/;

function namesIn(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder));
  } catch {
    return new Set();
  }
}
