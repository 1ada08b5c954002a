/** Where files are in the repository that GitHub has checked out: annotations name them from there. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/**
 * From a path relative to `cwd` to one from the repository's root: the folder in GITHUB_WORKSPACE around `cwd` that holds `.git`,
 * else the workspace itself. Outside of a workspace paths stay as they are.
 */
export function pathsInRepository(
  cwd = process.cwd(),
  env: Readonly<Record<string, string | undefined>> = process.env,
): (path: string) => string {
  const workspace = env['GITHUB_WORKSPACE'];
  if (!workspace || !isInside(workspace, cwd)) return (path) => path;
  const root = checkedOut(cwd, workspace) ?? workspace;
  return (path) => (path === '' ? '' : relative(root, resolve(cwd, path)).replaceAll(sep, '/'));
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function checkedOut(folder: string, workspace: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  return isInside(workspace, dirname(folder)) && dirname(folder) !== folder
    ? checkedOut(dirname(folder), workspace)
    : undefined;
}
