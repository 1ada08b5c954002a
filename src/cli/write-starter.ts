/** A first smoke file for a server whose tools were listed: `init`, and `probe --write`. */
import { stat, writeFile } from 'node:fs/promises';
import { writeStdout } from '../engine/stdout.ts';
import { type Secret, UsageError } from '../model.ts';
import { type Listed, type Made, makeStarter } from '../starter/make.ts';
import type { Origin } from '../starter/origin.ts';
import { countsText, nextText, unsetText } from '../starter/summary.ts';
import type { StopSignal } from '../stopping.ts';
import { complain, sayLine } from './say.ts';

const LEAKED = 5;

/** `path` is `-` for stdout. Throws UsageError for a file that is there, before anything is started. */
export async function assertFree(path: string, force: boolean): Promise<void> {
  const found = path === '-' ? undefined : await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UsageError(`${path} is a folder; name a file in it`);
  if (found && !force) throw new UsageError(`${path} is there already; --force writes over it, or name another file`);
}

/** Resolves with the exit code. */
export async function writeStarter(
  path: string,
  listed: Listed,
  about: { readonly origin: Origin; readonly secrets: readonly Secret[]; readonly stop: StopSignal },
): Promise<number> {
  const here = { cwd: process.cwd(), env: process.env };
  const made = await makeStarter(listed, { ...about, ...here, path: path === '-' ? undefined : path });
  if (made.leaked.length > 0) {
    complain(`no smoke file was written: the secret ${made.leaked.join(', ')} would stand in it`);
    return LEAKED;
  }
  if (path === '-') await writeStdout(made.text);
  else await write(path, made.text);
  const say = path === '-' ? complain : sayLine;
  for (const line of summary(path, made)) say(line);
  return 0;
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: Error) => {
    throw new UsageError(`${path} cannot be written: ${error.message}`);
  });
}

function summary(path: string, { counts, unset }: Made): string[] {
  return [
    `${path === '-' ? 'smoke file' : path}: ${countsText(counts)}`,
    ...unsetText(unset),
    ...(path === '-' ? [] : [nextText(path, counts)]),
  ];
}
