/** Published servers from npm, pinned and kept in the cache. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { install } from './install.ts';

/** Dependencies are taken as they were on this day: a transcript must not change with their next release. */
const AS_OF = '2026-11-18T00:00:00Z';
const FLAGS = ['--ignore-scripts', '--no-audit', '--no-fund', '--fetch-timeout=60000', `--before=${AS_OF}`];

/** The installed package's own folder. Throws Unavailable without npm or a registry. */
export async function npmPackage(name: string, version: string): Promise<string> {
  const folder = await cached(`npm/${name}@${version}`, async (target) => {
    await writeFile(join(target, 'package.json'), '{ "private": true }\n');
    await install('npm', ['install', ...FLAGS, `${name}@${version}`], target);
  });
  return join(folder, 'node_modules', name);
}
