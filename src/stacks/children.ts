/** What a server has started itself, and whether it reads our requests. */
import type { ServerChild } from '../model.ts';
import { type LiveProcess, listProcesses } from '../wire/processes.ts';
import { readsStdin, stdinOf } from './stdin.ts';

/** All processes below `pid` that belong to the same start. */
export function childrenOf(pid: number, { pid: leader, runId }: { pid: number; runId: string }): ServerChild[] {
  const all = listProcesses(leader, runId);
  const stdin = stdinOf(pid);
  return descendants(pid, all).map(({ pid: child, command }) => {
    const own = stdinOf(child);
    // Who is at something else takes nothing, whatever its stdin is.
    return { command, ...(stdin && own ? { sharesStdin: stdin === own && readsStdin(child) !== false } : {}) };
  });
}

function descendants(pid: number, all: readonly LiveProcess[]): LiveProcess[] {
  const children = all.filter(({ parent, pid: own }) => parent === pid && own !== pid);
  return children.flatMap((child) => [child, ...descendants(child.pid, all)]);
}
