/** Who is alive of a server that we started: its process group, those that left it but carry our run id, and all below them. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { RUN_VARIABLE } from './environment.ts';
import { readProc } from './proc.ts';

const STRANGERS_MS = 250;
/** Tens of thousands of numbers are not given out within that. */
const YOUNG_SECONDS = 1;

export interface LiveProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly command: string;
  /** In ticks since the machine's start: the same number and the same start is the same process. Linux only. */
  readonly startedAt?: string;
}

/** We and what watches over the end of servers: none of them is a server's. */
export const ownProcesses = new Set([process.pid]);

/** True while any process of the group is left. */
export function isGroupAlive(pgid: number): boolean {
  try {
    process.kill(-pgid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Sends `signal` to the whole group; nobody there is fine. */
export function signalGroup(pgid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') return endTreeOnWindows(pgid, signal);
  signalQuietly(-pgid, signal);
}

/** Sends `signal` to one process; nobody there is fine. */
export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

/**
 * The processes that belong to a start: by group everywhere; by run id where /proc shows environments and limits; what
 * descends from them; and those of `known` that are still there, wherever they hang by now.
 */
export function listProcesses(pgid: number, runId: string, known: readonly LiveProcess[] = []): LiveProcess[] {
  if (process.platform === 'win32') return [];
  const all = process.platform === 'linux' ? listYounger() : listFromPs();
  const oldest = Number(all.find(({ pid }) => pid === process.pid)?.startedAt);
  for (const { pid, startedAt } of all) if (Number(startedAt) < oldest) strangers.add(String(pid));
  const isOurs = ({ pid, group, startedAt }: Listed) =>
    group === pgid ||
    // What is older than we are need not be asked.
    (Number(startedAt) >= oldest &&
      !ownProcesses.has(pid) &&
      (known.some((one) => one.pid === pid && one.startedAt === startedAt) || carries(pid, runId)));
  return withDescendants(all, all.filter(isOurs)).map(describe);
}

/** For `known`. Empty where nothing tells a process from a later one with its number. */
export function rememberProcesses(pgid: number, runId: string): LiveProcess[] {
  return process.platform === 'linux' ? listProcesses(pgid, runId) : [];
}

/** All of this machine that can be seen. */
export function listEveryProcess(): LiveProcess[] {
  if (process.platform === 'win32') return [];
  return (process.platform === 'linux' ? listFromProc(() => true) : listFromPs()).map(describe);
}

interface Listed extends Omit<LiveProcess, 'command'> {
  /** Where it was read along with the rest. */
  readonly command?: string;
}

function withDescendants(all: readonly Listed[], ours: readonly Listed[]): Listed[] {
  const found = new Set(ours);
  // A set shows what is added while it is walked.
  for (const { pid } of found) {
    for (const one of all) if (one.parent === pid) found.add(one);
  }
  return [...found];
}

/** What is older than we are cannot be a server's; it need not be read at each of several looks in a row. */
let strangers = new Set<string>();
let strangersSince = 0;

/** Numbers of processes are given out in turn: none comes back as soon as that. */
function strangersNow(): ReadonlySet<string> {
  const now = performance.now();
  if (now - strangersSince > STRANGERS_MS) {
    strangers = new Set();
    strangersSince = now;
  }
  return strangers;
}

/**
 * Who has a lower number than this is older than we are: while this process is young and the number that was given out last
 * (the last word of loadavg) is not below its own, they have not begun anew since its start.
 */
function firstNumberOfInterest(): number {
  if (process.uptime() > YOUNG_SECONDS) return 0;
  const last = Number(readProc('loadavg').trim().split(' ').at(-1));
  return last >= process.pid ? process.pid : 0;
}

function listYounger(): Listed[] {
  const known = strangersNow();
  const first = firstNumberOfInterest();
  return listFromProc((name) => Number(name) >= first && !known.has(name));
}

function listFromProc(isAsked: (pid: string) => boolean): Listed[] {
  const pids = readdirSync('/proc').filter((name) => Number(name) > 0 && isAsked(name));
  return pids.flatMap((pid) => {
    const stat = readProc(`${pid}/stat`);
    // The command name may hold spaces and brackets; the fields start behind its last bracket: state, ppid, pgrp.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    if (stat === '' || state === 'Z' || state === 'X') return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), startedAt: fields[19] ?? '' }];
  });
}

/** The limit is the soft one on file locks; no other number in there is as long. */
function carries(pid: number, runId: string): boolean {
  return (
    readProc(`${pid}/environ`).includes(`${RUN_VARIABLE}=${runId}\0`) ||
    readProc(`${pid}/limits`).includes(` ${runId} `)
  );
}

function describe({ pid, parent, group, startedAt, command }: Listed): LiveProcess {
  const words = command ?? readProc(`${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return { pid, parent, group, command: words, ...(startedAt === undefined ? {} : { startedAt }) };
}

function listFromPs(): Listed[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,command='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap((row) => {
    const [, pid, parent, group, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row) ?? [];
    if (pid === undefined || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), group: Number(group), command }];
  });
}

function endTreeOnWindows(pid: number, signal: NodeJS.Signals): void {
  const force = signal === 'SIGKILL' ? ['/F'] : [];
  try {
    execFileSync('taskkill', ['/T', ...force, '/PID', String(pid)], { stdio: 'ignore' });
  } catch {
    // Gone already, or it does not react to a polite request: SIGKILL comes next.
  }
}
