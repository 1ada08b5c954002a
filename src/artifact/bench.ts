/** An empty place for one installation; it is gone when the run is over, however that ends short of SIGKILL. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StopSignal } from '../stopping.ts';
import type { Parent } from '../wire/parent.ts';
import type { Bench } from './artifact.ts';

/** A process that is just ending may still write there. */
const OPTIONS = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 } as const;

export async function openBench(stop: StopSignal, parent: Parent): Promise<Bench & { clear(): Promise<void> }> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'mcp-smoke-package-')));
  const atExit = parent.atExit?.(() => rmSync(root, OPTIONS));
  const [folder, cwd] = [join(root, 'install'), join(root, 'work')];
  for (const one of [folder, cwd]) await mkdir(one);
  const clear = async () => {
    await rm(root, OPTIONS);
    atExit?.takeBack();
  };
  return { folder, cwd, stop, parent, clear };
}
