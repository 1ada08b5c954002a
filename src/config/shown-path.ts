import { relative, sep } from 'node:path';

/** As people read it: relative to the working folder, with `/`. */
export function shownPath(path: string, cwd: string): string {
  return (relative(cwd, path) || path).replaceAll(sep, '/');
}
