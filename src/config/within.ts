/** Whether a path stays in a folder. */
import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';

/** By its words: links may lead elsewhere. Both are absolute; the folder itself is in it. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}

/** By where links lead, where there is something; else by its words. `folder` is without links. */
export function isWithin(path: string, folder: string): boolean {
  try {
    return isBelow(realpathSync.native(path), folder);
  } catch {
    return isBelow(path, folder);
  }
}
