/** Python environments, one for every pinned framework, kept in the cache. */
import { join } from 'node:path';
import { cached } from './cache.ts';
import { install, Unavailable } from './install.ts';

const PYTHON = process.env['PYTHON'] || 'python3';
const CAN_DO = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else "older than 3.10")';

/**
 * The `bin` folder of an environment that holds `requirement` (`mcp==1.29.0`). Throws Unavailable without Python 3.10,
 * its venv module or the package index.
 */
export async function venv(requirement: string): Promise<string> {
  const folder = await cached(`venv/${requirement.replace('==', '@')}`, async (target) => {
    await install(PYTHON, ['-c', CAN_DO], target).catch(unusable);
    await install(PYTHON, ['-m', 'venv', target], target);
    await install(join(target, 'bin/python'), ['-m', 'pip', 'install', '--progress-bar', 'off', requirement], target);
  });
  return join(folder, 'bin');
}

function unusable(error: Error): never {
  const [reason] = error.message.split('\n').slice(-1);
  throw error instanceof Unavailable ? error : new Unavailable(`${PYTHON} cannot make environments: ${reason}`);
}
