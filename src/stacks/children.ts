/** What a server has started itself, and whether it reads our requests. */
import { readlinkSync } from 'node:fs';
import type { ServerChild } from '../model.ts';
import { type LiveProcess, listProcesses } from '../wire/processes.ts';

/** All processes below `pid` that belong to the same start. */
export function childrenOf(pid: number, { pid: leader, runId }: { pid: number; runId: string }): ServerChild[] {
  const all = listProcesses(leader, runId);
  const stdin = stdinOf(pid);
  return descendants(pid, all).map(({ pid: child, command }) => {
    const own = stdinOf(child);
    return { command, ...(stdin && own ? { sharesStdin: stdin === own } : {}) };
  });
}

function descendants(pid: number, all: readonly LiveProcess[]): LiveProcess[] {
  const children = all.filter(({ parent, pid: own }) => parent === pid && own !== pid);
  return children.flatMap((child) => [child, ...descendants(child.pid, all)]);
}

/** The pipe (or file) that is its stdin; only Linux shows it. */
export function stdinOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/0`);
  } catch {
    return undefined;
  }
}
