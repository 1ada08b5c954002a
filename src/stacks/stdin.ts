/** What is the stdin of a process, and whether it waits for it. Only Linux shows it. */
import { readlinkSync } from 'node:fs';
import { readProc, threadsOf } from '../wire/proc.ts';
import { inputOf } from '../wire/system-calls.ts';

/** The pipe (or file) that is its stdin. */
export function stdinOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/fd/0`);
  } catch {
    return undefined;
  }
}

/**
 * Whether one of its threads waits in a read of its stdin, or on an epoll for it: what was forked off an event loop has its
 * epoll as well, and does not wait on it. Undefined where that is not told: of another processor, in a poll.
 */
export function readsStdin(pid: number): boolean | undefined {
  const told = threadsOf(pid).map((thread) => waitsForStdin(pid, readProc(`${thread}/syscall`)));
  if (told.includes(true)) return true;
  return told.length === 0 || told.includes(undefined) ? undefined : false;
}

function waitsForStdin(pid: number, call: string): boolean | undefined {
  const input = inputOf(call);
  if (input === undefined) return undefined;
  if ('polls' in input) return isForStdin(readProc(`${pid}/fdinfo/${input.polls}`));
  return 'reads' in input && input.reads === 0;
}

/** An epoll tells the descriptors that it is for (proc(5), /proc/PID/fdinfo). */
function isForStdin(epoll: string): boolean {
  return /^tfd:\s+0\s/m.test(epoll);
}
