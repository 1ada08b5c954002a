/** Lock files of Python: the version that they name, read line by line, however long they are. */
import { join } from 'node:path';
import type { Folders } from '../project/folders.ts';
import { type Range, rangeOf } from './range.ts';

const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock', 'Pipfile.lock'];

export interface Locked {
  readonly range: Range;
  readonly by: string;
}

export function lockedIn(
  name: string,
  root: string,
  folders: Folders,
  textOf: (path: string) => string | undefined,
): Locked | undefined {
  for (const by of LOCKS.filter((lock) => folders.names(root).has(lock))) {
    const version = versionIn(textOf(join(root, by)) ?? '', name);
    if (version !== undefined) return { range: rangeOf(`==${version}`), by };
  }
  return undefined;
}

/** TOML: `name = "mcp"`, then its `version = "1.9.4"`. JSON of pipenv: `"mcp": { … "version": "==1.9.4" }`. */
function versionIn(text: string, name: string): string | undefined {
  const start = new RegExp(`^name = "${name}"\\s*$|^ {8}"${name}": \\{`, 'm').exec(text);
  if (!start) return undefined;
  const rest = text.slice(start.index, start.index + 5000);
  return /^[ \t]*"?version"?\s*[=:]\s*"=*([\d.]+)/m.exec(rest)?.[1];
}
