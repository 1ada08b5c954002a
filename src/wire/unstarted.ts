/** A command could not be started: what there is in its place. */
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Closure, CommandFacts } from '../model.ts';
import type { ChildSpec } from './child.ts';

/** The kernel reads no further. */
const FIRST_LINE = 256;

interface Failure {
  readonly code?: string | undefined;
  readonly originalMessage?: string | undefined;
}

/** What a connection ends with whose process never began. Never rejects. */
export async function spawnFailure(
  spec: ChildSpec,
  { code, originalMessage }: Failure,
): Promise<Pick<Closure, 'errorCode' | 'error' | 'command'>> {
  const command = await lookForCommand(spec).catch(() => undefined);
  return {
    ...(code === undefined ? {} : { errorCode: code }),
    ...(originalMessage === undefined ? {} : { error: originalMessage }),
    ...(command ? { command } : {}),
  };
}

/** A name without a folder is looked for on the PATH: nothing can be said of its place. */
async function lookForCommand({ command, args, cwd }: ChildSpec): Promise<CommandFacts> {
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
