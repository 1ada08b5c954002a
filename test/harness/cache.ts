/** Installed servers, kept between runs: one folder per name, complete or not there at all. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from './smoke.ts';

/** `MCP_SMOKE_CACHE`, or `.cache` of the checkout. */
export const CACHE = resolve(process.env['MCP_SMOKE_CACHE'] || join(ROOT, '.cache'));

/**
 * The folder of `name`; built at the first use. `build` fills a folder beside it, which gets its name only when it is
 * complete: an interrupted build leaves nothing that a later run would take for whole.
 */
export async function cached(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}.partial-`);
  try {
    await build(partial);
    await moveTo(partial, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

/** Another run may have been quicker; its folder is as good. */
async function moveTo(partial: string, folder: string): Promise<void> {
  await rename(partial, folder).catch((error: unknown) => {
    if (!existsSync(folder)) throw error;
  });
}
