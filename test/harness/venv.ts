/** Python environments, one for every pinned framework, kept in the cache. */
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { install, Unavailable } from './install.ts';

const PYTHON = process.env['PYTHON'] || 'python3';
const CAN_DO = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else "older than 3.10")';

/**
 * The `bin` folder of an environment that holds `requirement` (`mcp==1.29.0`), or several with a space between them. Throws
 * Unavailable without Python 3.10, its venv module or the package index.
 */
export async function venv(requirement: string, python = PYTHON): Promise<string> {
  const requirements = requirement.split(' ');
  const folder = await cached(`venv/${requirements.map(nameOf).join('+')}`, async (target) => {
    await install(python, ['-c', CAN_DO], target).catch(unusable);
    await install(python, ['-m', 'venv', target], target);
    await install(
      join(target, 'bin/python'),
      ['-m', 'pip', 'install', '--progress-bar', 'off', ...requirements],
      target,
    );
  });
  return join(folder, 'bin');
}

/** `uvicorn[standard]==0.30.0` is `uvicorn@0.30.0`. */
function nameOf(requirement: string): string {
  return requirement.replace(/\[.*\]/, '').replace('==', '@');
}

/** A Python 3.12 or newer, on the PATH or among pyenv's. Throws Unavailable where there is none. */
export async function newerPython(): Promise<string> {
  const root = process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv');
  const kept = await readdir(join(root, 'versions')).catch((): string[] => []);
  const pyenv = kept
    .filter((name) => /^3\.1[23]\./.test(name))
    .map((name) => join(root, 'versions', name, 'bin/python3'));
  for (const candidate of [PYTHON, 'python3.12', 'python3.13', ...pyenv]) {
    const { status } = spawnSync(candidate, ['-c', 'import sys; sys.exit(sys.version_info < (3, 12))']);
    if (status === 0) return candidate;
  }
  throw new Unavailable('there is no Python 3.12 or newer');
}

function unusable(error: Error): never {
  const [reason] = error.message.split('\n').slice(-1);
  throw error instanceof Unavailable ? error : new Unavailable(`${PYTHON} cannot make environments: ${reason}`);
}
