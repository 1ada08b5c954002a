/** The files that a server is made of, as far as its start tells: what `--watch` looks at. */
import { stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, parse, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import type { ServerSpec } from '../model.ts';
import { withoutIgnored } from './git-ignored.ts';

/** Per folder; who has more names the server's own folder as its `cwd`. */
const MOST_FILES = 5000;
const DEEPEST = 12;
/** What tools put there, whether git is told to ignore it or not. */
const NEVER = ['**/node_modules/**', '**/.git/**', '**/__pycache__/**', '**/venv/**', '**/target/**'];

/**
 * Absolute, sorted: what lies in the server's working folder without what git ignores, the files that its arguments name, and
 * what lies beside those (a build that git ignores).
 */
export async function serverFiles(server: ServerSpec): Promise<string[]> {
  const started = server.transport === 'http' ? server.start : server;
  if (!started) return [];
  const { command, args, cwd } = started;
  const words = [command, ...args].filter((word) => /[\\/.]/.test(word) && !word.startsWith('-'));
  const named = await Promise.all(words.map((word) => existing(resolve(cwd, word))));
  const files = named.filter((path) => path !== undefined && !path.includes('/node_modules/')) as string[];
  const beside = await Promise.all([...new Set(files.map(dirname))].map(filesIn));
  const own = await filesIn(cwd).then((paths) => withoutIgnored(paths, cwd));
  return [...new Set([...files, ...beside.flat(), ...own])].sort();
}

async function existing(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? path : undefined;
}

/** Nothing of folders that are not a project's: a whole disk, a home. */
async function filesIn(folder: string): Promise<string[]> {
  if ([parse(folder).root, homedir(), tmpdir()].includes(folder) || /^\/(?:usr|bin|opt|etc)(?:\/|$)/.test(folder))
    return [];
  const found = await glob(['**/*'], {
    cwd: folder,
    absolute: true,
    ignore: NEVER,
    deep: DEEPEST,
    followSymbolicLinks: false,
    expandDirectories: false,
  });
  return found.sort().slice(0, MOST_FILES);
}
