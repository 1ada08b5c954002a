/** Reports on the disk: whole or not at all. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../model.ts';

/** A report could not be written. `code` is Node's (ENOSPC, EACCES). */
export class ReportWriteError extends Error {
  override readonly name = 'ReportWriteError';
  readonly code: string | undefined;
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(`the report ${path} could not be written: ${reasonOf(cause)}`);
    this.code = (cause as NodeJS.ErrnoException)?.code;
  }
}

/**
 * Before the run: throws UsageError when a report could not be written to `path`. Creates the folder.
 * `-` (stdout) is always fine.
 */
export async function checkWritable(path: string): Promise<void> {
  if (path === '-') return;
  const folder = dirname(path);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(`no report can be written to ${path}: ${reasonOf(error)} (folder ${folder})`);
  }
  if ((await statOf(path))?.isDirectory()) {
    throw new UsageError(`no report can be written to ${path}: it is a folder; name a file in it`);
  }
}

/** Writes beside the target and renames, so that nobody reads half a report. Throws ReportWriteError. */
export async function writeReport(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const existing = await statOf(path);
    if (existing !== undefined && !existing.isFile()) await writeWhole(path, text, 'w');
    else await replaceFile(existing === undefined ? path : await realpath(path), text);
  } catch (error) {
    throw new ReportWriteError(path, error);
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeWhole(temporary, text, 'wx');
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeWhole(path: string, text: string, flags: 'w' | 'wx'): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
}

/** Undefined where nothing is there. */
function statOf(path: string) {
  return stat(path).catch(() => undefined);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'the folder cannot be created',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message;
}
