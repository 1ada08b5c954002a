/** A command could not be started: what there is in its place. */
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandFacts } from '../model.ts';

type Asked = Pick<CommandFacts, 'command' | 'args' | 'cwd'>;

/** The kernel reads no further. */
const FIRST_LINE = 256;

/** Never rejects. A name without a folder is looked for on the PATH: nothing can be said of its place. */
export function commandFacts(spec: Asked): Promise<CommandFacts | undefined> {
  return lookForCommand(spec).catch(() => undefined);
}

async function lookForCommand({ command, args, cwd }: Asked): Promise<CommandFacts> {
  const known = { command, args, cwd };
  const folder = await stat(cwd).catch(() => undefined);
  if (!folder?.isDirectory()) return { ...known, lacks: 'cwd' };
  if (!/[\\/]/.test(command)) return known;
  const path = resolve(cwd, command);
  const found = await stat(path).catch(() => undefined);
  if (!found) return { ...known, path, lacks: 'file' };
  if (found.isDirectory()) return { ...known, path, lacks: 'file', isFolder: true };
  const interpreter = await interpreterOf(path).catch(() => undefined);
  return { ...known, path, ...(interpreter === undefined ? {} : { interpreter }) };
}

/** What stands behind `#!` in its first line. */
async function interpreterOf(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FIRST_LINE), 0, FIRST_LINE);
    return /^#!\s*(\S[^\r\n]*)/.exec(buffer.toString('utf8', 0, bytesRead))?.[1]?.trim();
  } finally {
    await file.close();
  }
}
