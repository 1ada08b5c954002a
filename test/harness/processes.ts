/** Who runs on this machine, by a mark in the command line. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Command lines of living processes that hold `mark`, mcp-smoke and its reaper apart. */
export function processesWith(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => commandOf(pid))
    .filter((command) => command.includes(mark) && !command.includes('bin/mcp-smoke.js'));
}

/** The reaper works after we are gone: gives it time, but no more than it takes. */
export async function leftAfterAWhile(mark: string): Promise<string[]> {
  for (let i = 0; i < 100; i++) {
    if (processesWith(mark).length === 0) return [];
    await sleep(100);
  }
  return processesWith(mark);
}

function commandOf(pid: string): string[] {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '')[0];
    return state === 'Z' ? [] : [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()];
  } catch {
    return [];
  }
}
