/** Who is alive of a server that we started: its process group, and those that left it but carry our run id. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { RUN_VARIABLE } from './environment.ts';

export interface LiveProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

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

/** The processes that belong to a start: by group everywhere, by run id where /proc shows the environment. */
export function listProcesses(pgid: number, runId: string): LiveProcess[] {
  if (process.platform === 'linux') return listFromProc(pgid, runId);
  return process.platform === 'win32' ? [] : listFromPs(pgid);
}

function listFromProc(pgid: number, runId: string): LiveProcess[] {
  const mark = `${RUN_VARIABLE}=${runId}\0`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => inspectProc(name, pgid, mark));
}

function inspectProc(name: string, pgid: number, mark: string): LiveProcess[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
    // The command name may hold spaces and brackets; the fields start behind its last bracket: state, ppid, pgrp.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return [];
    if (Number(group) !== pgid && !readFileSync(`/proc/${name}/environ`, 'latin1').includes(mark)) return [];
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return [{ pid: Number(name), parent: Number(parent), command }];
  } catch {
    // It ended while we looked, or belongs to somebody else.
    return [];
  }
}

function listFromPs(pgid: number): LiveProcess[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,command='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap((row) => {
    const [, pid, parent, group, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(row) ?? [];
    if (Number(group) !== pgid || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), parent: Number(parent), command }];
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
