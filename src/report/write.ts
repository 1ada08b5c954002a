/** Reports on the disk: whole or not at all. */
import { closeSync, constants, openSync, realpathSync, rmSync } from 'node:fs';
import { access, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../model.ts';
import { Device } from './device.ts';
import { reasonOf } from './reason.ts';

/** A report could not be written. `code` is Node's (ENOSPC, EACCES). */
export class ReportWriteError extends Error {
  override readonly name = 'ReportWriteError';
  readonly code: string | undefined;
  constructor(
    readonly path: string,
    override readonly cause: unknown,
  ) {
    super(`the report ${path === '-' ? 'for stdout' : path} could not be written: ${reasonOf(cause)}`);
    this.code = (cause as NodeJS.ErrnoException)?.code;
  }
}

/**
 * Before the run: throws UsageError when a report could not be written to `path`, found out by trying. Creates the
 * folder, and leaves nothing in it. `-` (stdout) is always fine.
 */
export async function checkWritable(path: string): Promise<void> {
  if (path === '-') return;
  try {
    await makeFolder(dirname(resolve(path)));
    const existing = await statOf(path);
    if (existing?.isDirectory() || path.endsWith('/')) throw new Error('it is a folder; name a file in it');
    if (existing !== undefined && !existing.isFile()) await access(path, constants.W_OK);
    else tryPlace(existing === undefined ? path : realpathSync(path));
  } catch (error) {
    throw new UsageError(`no report can be written to ${path}: ${reasonOf(error)} (folder ${dirname(path)})`);
  }
}

/**
 * Writes beside the target and renames, so that nobody reads half a report; FIFOs and devices are written to, until
 * `giveUp` aborts. Throws ReportWriteError.
 */
export async function writeReport(path: string, content: string | Uint8Array, giveUp?: AbortSignal): Promise<void> {
  try {
    await makeFolder(dirname(resolve(path)));
    const existing = await statOf(path);
    if (existing?.isDirectory()) throw new Error('it is a folder');
    if (existing === undefined || existing.isFile())
      return await replaceFile(existing ? await realpath(path) : path, content);
    const device = new Device(path);
    device.write(content);
    await device.finish(giveUp);
  } catch (error) {
    throw new ReportWriteError(path, error);
  }
}

/** Whether there is a FIFO or a device, which keeps nothing and takes its time. */
export async function isDevice(path: string): Promise<boolean> {
  const existing = await statOf(path);
  return existing !== undefined && !existing.isFile();
}

async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = besides(path);
  try {
    await writeNew(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Permissions do not tell all: a read-only disk, `/proc`. At once: the server waits to be started, and each turn costs more. */
function tryPlace(path: string): void {
  const temporary = besides(path);
  closeSync(openSync(temporary, 'wx'));
  rmSync(temporary);
}

/** It is made anew or not at all, so chance needs to be no better than this. */
function besides(path: string): string {
  const chance = Math.random().toString(36).slice(2);
  return join(dirname(path), `.${basename(path).slice(0, 50)}.${process.pid}-${chance}.tmp`);
}

async function writeNew(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/** One after the other: node's own `recursive` never ends under `/proc`. */
async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = [];
  let above = folder;
  for (let found = await statOf(above); found === undefined; found = await statOf(above)) {
    missing.unshift(above);
    above = dirname(above);
  }
  for (const one of missing) await mkdir(one).catch(unlessThere);
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Undefined where nothing is there. */
async function statOf(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
