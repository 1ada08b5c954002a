/** Commands: where they are found, and which version answers. */
import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { excerpt } from '../text/excerpt.ts';
import type { Line } from './section.ts';

/** What servers are started with, and how each tells its version. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  node: ['--version'],
  npm: ['--version'],
  npx: ['--version'],
  python3: ['--version'],
  uv: ['--version'],
  uvx: ['--version'],
  docker: ['version', '--format', '{{.Server.Version}}'],
};
const VERSION_MS = 10_000;

/** The usual ones. */
export async function usualCommands(env: NodeJS.ProcessEnv): Promise<Line[]> {
  return Promise.all(Object.entries(USUAL).map(([name, args]) => lineFor(name, args, env)));
}

async function lineFor(what: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Line> {
  const path = await findCommand(what, env);
  if (path === undefined) return { state: 'missing', what, about: 'not on the PATH' };
  const version = await output(path, args);
  if (version !== undefined) return { state: 'ok', what, about: `${excerpt(version, 60)}  ${path}` };
  const why = what === 'docker' ? 'its engine does not answer' : 'it does not say its version';
  return { state: 'note', what, about: `${path}, but ${why}` };
}

/** Where a command is, as the system would find it; undefined where it is not. `folder`: for one that is a path. */
export async function findCommand(
  command: string,
  env: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Promise<string | undefined> {
  const isPath = isAbsolute(command) || /[/\\]/.test(command);
  const places = isPath
    ? [resolve(folder, command)]
    : (env['PATH'] ?? '').split(delimiter).map((one) => join(one || folder, command));
  const endings = process.platform === 'win32' ? ['', ...(env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';')] : [''];
  for (const place of places.flatMap((one) => endings.map((ending) => one + ending)))
    if (await isExecutable(place)) return place;
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function output(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((done) => {
    const shell = process.platform === 'win32' && /\.(?:bat|cmd)$/i.test(command);
    execFile(command, [...args], { timeout: VERSION_MS, shell }, (error, stdout) => {
      done(error ? undefined : stdout.trim().split('\n', 1)[0]);
    });
  });
}
