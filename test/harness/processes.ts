/** Who runs on this machine, by a mark in the command line. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Living {
  readonly pid: number;
  readonly command: string;
}

/** Living processes that hold `mark` in their command line, mcp-smoke and its reaper apart. */
export function livingWith(mark: string): Living[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => look(pid))
    .filter(({ command }) => command.includes(mark) && !command.includes('bin/mcp-smoke.js'));
}

/** Their command lines. */
export const processesWith = (mark: string): string[] => livingWith(mark).map(({ command }) => command);

/** The reaper works after we are gone: gives it time, but no more than it takes. */
export async function leftAfterAWhile(mark: string): Promise<string[]> {
  for (let i = 0; i < 100; i++) {
    if (processesWith(mark).length === 0) return [];
    await sleep(100);
  }
  return processesWith(mark);
}

function look(pid: string): Living[] {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /s, '')[0];
    if (state === 'Z') return [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return [{ pid: Number(pid), command }];
  } catch {
    return [];
  }
}
