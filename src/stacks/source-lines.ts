/** The source at the innermost frame of each thread: a dump of Python gives only the number of the line. */
import { readlinkSync } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The paths come from the server's stderr. */
const MOST_FILES = 50;
const MOST_BYTES = 2 * 1024 * 1024;
const INNERMOST = /\(most recent call first\):\r?\n {2}File "([^"\n]{1,1000})", line (\d{1,7})\b/g;

/** Lines by `path:number`, the path as the dump has it. Only plain files are read; what cannot be is left out. */
export async function sourceLines(dump: string, cwd: string | undefined): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, Set<number>>();
  for (const [, path = '', line] of dump.matchAll(INNERMOST)) {
    if (numbers.size >= MOST_FILES) break;
    numbers.set(path, (numbers.get(path) ?? new Set()).add(Number(line)));
  }
  const found = await Promise.all([...numbers].map(([path, lines]) => linesOf(path, cwd, lines)));
  return new Map(found.flat());
}

/** Where its relative paths begin; only Linux shows it. */
export function cwdOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

async function linesOf(path: string, cwd: string | undefined, numbers: Set<number>): Promise<[string, string][]> {
  try {
    const file = resolve(cwd ?? '/', path);
    const found = await lstat(file);
    if (!found.isFile() || found.size > MOST_BYTES) return [];
    const lines = (await readFile(file, 'utf8')).split('\n');
    return [...numbers].map((number) => [`${path}:${number}`, lines[number - 1] ?? '']);
  } catch {
    return [];
  }
}
