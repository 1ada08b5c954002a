/** Reports on the disk: whole or not at all. At once: a server waits to be started, a user for the end, and each turn costs more. */
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
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
export function checkWritable(path: string): void {
  if (path === '-') return;
  try {
    makeFolder(dirname(resolve(path)));
    const existing = statOf(path);
    if (existing?.isDirectory() || path.endsWith('/')) throw new Error('it is a folder; name a file in it');
    if (existing !== undefined && !existing.isFile()) accessSync(path, constants.W_OK);
    else tryPlace(existing === undefined ? path : realpathSync.native(path));
  } catch (error) {
    throw new UsageError(`no report can be written to ${path}: ${reasonOf(error)} (folder ${dirname(path)})`);
  }
}

/**
 * Writes beside the target and renames, so that nobody reads half a report; FIFOs and devices are written to, until
 * `giveUp` aborts. Throws ReportWriteError.
 */
export async function writeReport(path: string, content: string | Uint8Array, giveUp?: StopSignal): Promise<void> {
  try {
    makeFolder(dirname(resolve(path)));
    const existing = statOf(path);
    if (existing?.isDirectory()) throw new Error('it is a folder');
    if (existing === undefined || existing.isFile())
      return replaceFile(existing ? realpathSync.native(path) : path, content);
    const device = new Device(path);
    device.write(content);
    await device.finish(giveUp);
  } catch (error) {
    throw new ReportWriteError(path, error);
  }
}

/** Whether there is a FIFO or a device, which keeps nothing and takes its time. */
export function isDevice(path: string): boolean {
  const existing = statOf(path);
  return existing !== undefined && !existing.isFile();
}

function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = besides(path);
  try {
    writeFileSync(temporary, content, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Permissions do not tell all: a read-only disk, `/proc`. */
function tryPlace(path: string): void {
  const temporary = besides(path);
  closeSync(openSync(temporary, 'wx'));
  unlinkSync(temporary);
}

/** It is made anew or not at all, so chance needs to be no better than this. */
function besides(path: string): string {
  const chance = Math.random().toString(36).slice(2);
  return join(dirname(path), `.${basename(path).slice(0, 50)}.${process.pid}-${chance}.tmp`);
}

/** One after the other: node's own `recursive` never ends under `/proc`. */
function makeFolder(folder: string): void {
  const missing: string[] = [];
  let above = folder;
  for (let found = statOf(above); found === undefined; found = statOf(above)) {
    missing.unshift(above);
    above = dirname(above);
  }
  for (const one of missing) make(one);
}

function make(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Undefined where nothing is there. */
function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}
