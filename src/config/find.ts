/** Finds smoke files. */
import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { UsageError } from '../model.ts';
import { shownPath } from './shown-path.ts';

const NAMES = ['smoke.yaml', 'smoke.yml', '*.smoke.yaml', '*.smoke.yml'];
/** Everything in a folder that is called `smoke`. */
const IN_SMOKE = '*.{yaml,yml}';

/**
 * Paths relative to `cwd`, sorted, each once. Of a folder: the smoke files in it and below, without `node_modules` and what git
 * ignores. Without patterns: those of `cwd` itself and of its folder `smoke`; where there are none, those below. Throws UsageError for a pattern that finds nothing.
 */
export async function findSmokeFiles(patterns: readonly string[], cwd: string): Promise<string[]> {
  const paths = patterns.length === 0 ? await findDefault(cwd) : await findAll(patterns, cwd);
  return [...new Set(paths.map((path) => shownPath(path, cwd)))].sort();
}

async function findDefault(cwd: string): Promise<string[]> {
  const paths = await search([...NAMES, `smoke/**/${IN_SMOKE}`], cwd);
  if (paths.length > 0) return paths;
  const below = await findBelow(cwd, '.');
  if (typeof below !== 'string') return below;
  throw new UsageError(`no smoke file here: looked for ${NAMES.join(', ')} and a folder smoke/ in ${cwd} and below it`);
}

async function findAll(patterns: readonly string[], cwd: string): Promise<string[]> {
  const found = await Promise.all(patterns.map((pattern) => findOne(pattern, cwd)));
  const problems = found.flatMap((one) => (typeof one === 'string' ? [one] : []));
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return found.flat();
}

/** Paths, or what is wrong. A path that exists is never taken for a pattern. */
async function findOne(pattern: string, cwd: string): Promise<string[] | string> {
  // It would be the folder itself: an unset variable of a shell.
  if (pattern === '') return 'an empty name is no file or folder';
  const path = resolve(cwd, pattern);
  const kind = kindOf(path);
  if (kind?.isDirectory()) return findBelow(path, pattern);
  if (kind) return [path];
  // Loaded only for patterns and folders.
  const { isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(pattern)) return `no such file or folder: ${pattern}`;
  const found = await search([pattern.replaceAll('\\', '/')], cwd);
  return found.length > 0 ? found : `no file fits ${pattern}`;
}

/** At once: the server waits to be started, and each turn costs more. Undefined where nothing can be seen. */
function kindOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

async function findBelow(folder: string, shown: string): Promise<string[] | string> {
  const names = [...NAMES.map((name) => `**/${name}`), `**/smoke/**/${IN_SMOKE}`];
  const all = await search(basename(folder) === 'smoke' ? [`**/${IN_SMOKE}`] : names, folder);
  // Loaded only for folders.
  const { withoutIgnored } = await import('./git-ignored.ts');
  const found = await withoutIgnored(all, folder);
  return found.length > 0 ? found : `no smoke file in ${shown}: looked for ${NAMES.join(', ')} and smoke/${IN_SMOKE}`;
}

async function search(patterns: string[], cwd: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  return glob(patterns, {
    cwd,
    absolute: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    // A link may lead round in a circle.
    followSymbolicLinks: false,
    expandDirectories: false,
  });
}
