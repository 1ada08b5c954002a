/** Which files have changed: by their times and sizes, asked again and again, so that no system keeps a count of watchers. */
import { stat } from 'node:fs/promises';

/** Path → what it was; empty for a file that is not there. */
export type Snapshot = ReadonlyMap<string, string>;

export async function snapshotOf(paths: Iterable<string>): Promise<Snapshot> {
  const entries = await Promise.all([...new Set(paths)].map(async (path) => [path, await markOf(path)] as const));
  return new Map(entries);
}

/** Changed, gone, and new ones. */
export function changesBetween(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => (before.get(path) ?? '') !== (after.get(path) ?? ''));
}

async function markOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.mtimeMs} ${found.size} ${found.ino}` : '';
}
