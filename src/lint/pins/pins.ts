/** The versions that a project pins of the packages that decide how a server runs. */
import { join } from 'node:path';
import { DIST_INFO, type Folders } from '../project/folders.ts';
import { lockedIn } from './locks.ts';
import { ANY, intersect, type Range } from './range.ts';
import { requirementsIn, requirementsOfPyproject } from './requirements.ts';

export interface Pin {
  readonly range: Range;
  /** Where it is said; '' where nobody says it. */
  readonly by: string;
  /** A lock file names one version. */
  readonly isLocked: boolean;
}

export const UNPINNED: Pin = { range: ANY, by: '', isLocked: false };

type TextOf = (path: string) => string | undefined;

/** Of the package in the project of this folder; `script` is the text of a file with requirements of its own (PEP 723). */
export function pinOf(name: string, root: string, script: string, folders: Folders, textOf: TextOf): Pin {
  const own = /^# \/\/\/ script\s*$([\s\S]{0,5000}?)^# \/\/\/\s*$/m.exec(script)?.[1];
  const inScript = own === undefined ? undefined : rangeIn(requirementsIn(own.replaceAll(/^# ?/gm, '')), name);
  if (inScript) return { range: inScript, by: 'the script itself', isLocked: false };
  const said = saidIn(name, root, folders, textOf);
  const locked = lockedIn(name, root, folders, textOf);
  if (locked)
    return { range: said ? intersect(said.range, locked.range) : locked.range, by: locked.by, isLocked: true };
  return said ?? UNPINNED;
}

function saidIn(name: string, root: string, folders: Folders, textOf: TextOf): Pin | undefined {
  for (const file of [...folders.names(root)].sort()) {
    const requirements = requirementsOf(file, root, textOf);
    const range = requirements && rangeIn(requirements, name);
    if (range) return { range, by: file, isLocked: false };
  }
  return undefined;
}

function requirementsOf(file: string, root: string, textOf: TextOf): ReadonlyMap<string, Range> | undefined {
  if (file === 'pyproject.toml') return requirementsOfPyproject(textOf(join(root, file)) ?? '');
  if (/^requirements.*\.txt$/.test(file) || file === 'setup.py') return requirementsIn(textOf(join(root, file)) ?? '');
  return DIST_INFO.test(file) ? requirementsIn(textOf(join(root, file, 'METADATA')) ?? '') : undefined;
}

function rangeIn(requirements: ReadonlyMap<string, Range>, name: string): Range | undefined {
  return requirements.get(name);
}
