/** The folder that the server was started in: nothing outside of it is read or written for a client. */
import { realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isBelow } from '../config/within.ts';
import { UsageError } from '../model.ts';

export interface Folder {
  /** Without links. */
  readonly root: string;
  /** The path of what is there, relative to the folder and without links. Throws UsageError. */
  inside(written: string): Promise<string>;
  /** The same for a file that may not be there yet; its folder must be. Throws UsageError. */
  insideOrNew(written: string): Promise<string>;
}

export function openFolder(path: string): Folder {
  const root = realpathSync.native(path);
  const within = async (written: string, mayBeNew: boolean): Promise<string> => {
    const wanted = wantedPath(written, root);
    const real = await realOf(wanted, mayBeNew);
    if (real === undefined) throw new UsageError(`no such file or folder: ${written}`);
    if (!isBelow(real, root))
      throw new UsageError(`${written} leads out of the folder that this server was started in`);
    const way = relative(root, real) || '.';
    // Elsewhere `~/` is the user's home.
    return way.startsWith('~') ? `./${way}` : way;
  };
  return { root, inside: (written) => within(written, false), insideOrNew: (written) => within(written, true) };
}

/** Refused by its words, before anything is looked at: so that nobody learns what there is elsewhere. */
function wantedPath(written: string, root: string): string {
  if (written === '' || written.includes('\0')) throw new UsageError('a path may not be empty');
  const path = resolve(root, written);
  if (!isBelow(path, root)) throw new UsageError(`${written} is outside of the folder that this server was started in`);
  return path;
}

/** As the file system spells it, so that letters of another case make no other path. */
async function realOf(path: string, mayBeNew: boolean): Promise<string | undefined> {
  try {
    return realpathSync.native(path);
  } catch {
    if (!mayBeNew) return undefined;
    const folder = await realpath(dirname(path)).catch(() => undefined);
    return folder && join(folder, basename(path));
  }
}
