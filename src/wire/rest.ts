/**
 * When a server is at rest: every thread of it waits for us, or for another of its own, so that nothing more comes from it by
 * itself. Linux tells what a thread waits for, and how long (/proc/PID/task/TID/syscall, for processes that we may trace).
 */
import { readdirSync, readlinkSync } from 'node:fs';
import { nextTurn, sleep } from '../waiting.ts';
import { readProc, threadsOf as threadsOfProcess } from './proc.ts';
import { listProcesses } from './processes.ts';
import { CALLS, type Calls, inputOf, waitOf } from './system-calls.ts';
import type { StartedProcess } from './wire.ts';

/** What a server has set for later is waited for where it comes as soon as that. */
const SOON_MS = 50;
/** Of the clock, or of processor time where a thread runs: a busy machine takes nothing from a server's time. */
const MOMENT_MS = 15;
const LONGEST_MS = 300;

/** What one look at a server has shown. */
interface Look {
  /** Milliseconds until something of it may wake up by itself: 0 where a thread runs, infinite where none ever does. */
  readonly wakesInMs: number;
  /** Processor time that it has had. */
  readonly ranMs: number;
}

/**
 * Lets the moment go by in which a server may still do something that it had set to happen. True once it is at rest and what it
 * wrote before that has been read; false after 15 ms where that cannot be told, or does not come.
 */
export async function passMoment(server: Pick<StartedProcess, 'pid' | 'runId'> | undefined): Promise<boolean> {
  const calls = process.platform === 'linux' && server ? CALLS[process.arch] : undefined;
  if (!calls || !server) {
    await sleep(MOMENT_MS);
    return false;
  }
  const startedAt = performance.now();
  let first: Look | undefined;
  for (let pauseMs = 1; ; pauseMs *= 2) {
    const threads = threadsOf(server);
    const look = haveSockets(threads) ? undefined : lookAt(threads, calls);
    // What was started between the list and the look was not looked at.
    const isWhole = look && look.wakesInMs > SOON_MS && String(threadsOf(server)) === String(threads);
    if (isWhole) return allRead();
    first ??= look;
    const waitedMs = performance.now() - startedAt;
    const hasRunFor = look && look.wakesInMs === 0 ? look.ranMs - first!.ranMs : waitedMs;
    const mostMs = look && look.wakesInMs > 0 ? SOON_MS : MOMENT_MS;
    if (hasRunFor >= mostMs || waitedMs >= LONGEST_MS) return false;
    await sleep(Math.min(pauseMs, mostMs));
  }
}

/**
 * Whether every thread of it waits for good, and one of them for our next message: what it has not written by now, nothing but a message of
 * ours can bring. What it has written before has been read when this resolves.
 */
export async function waitsForUs(server: Pick<StartedProcess, 'pid' | 'runId'> | undefined): Promise<boolean> {
  const calls = process.platform === 'linux' && server ? CALLS[process.arch] : undefined;
  if (!calls || !server) return false;
  const threads = threadsOf(server);
  const isAtStdin = threads.some((thread) => readsStdin(readProc(`${thread}/syscall`)));
  const look = isAtStdin && !haveSockets(threads) ? lookAt(threads, calls) : undefined;
  const isForGood = look?.wakesInMs === Number.POSITIVE_INFINITY && String(threadsOf(server)) === String(threads);
  return isForGood && allRead();
}

function readsStdin(syscall: string): boolean {
  const input = inputOf(syscall);
  return input !== undefined && 'reads' in input && input.reads === 0;
}

/** A turn of our loop reads what lies in the pipes; the second is for what a full buffer had left. */
async function allRead(): Promise<true> {
  await nextTurn();
  await nextTurn();
  return true;
}

/** Undefined where this machine does not tell. No thread may have run from the first that is read to the last. */
function lookAt(threads: readonly string[], calls: Calls): Look | undefined {
  const before = threads.map((thread) => readProc(`${thread}/schedstat`));
  const waits = threads.map((thread) => waitOf(readProc(`${thread}/syscall`), calls) ?? neverWhereDead(thread));
  const haveRun = threads.some((thread, index) => readProc(`${thread}/schedstat`) !== before[index]);
  if (threads.length === 0 || before.includes('') || waits.includes(undefined)) return undefined;
  const ranMs = before.reduce((sum, text) => sum + Number.parseInt(text, 10) / 1e6, 0);
  return { wakesInMs: haveRun ? 0 : Math.min(...(waits as number[])), ranMs };
}

/**
 * Whoever has a connection may hear from the other side at any time, and may be no more than the door to the server: `docker`,
 * `ssh`. The standard streams may be sockets of ours.
 */
function haveSockets(threads: readonly string[]): boolean {
  const folders = new Set(threads.map((thread) => `/proc/${thread.slice(0, thread.indexOf('/'))}/fd`));
  try {
    return [...folders].some((folder) =>
      readdirSync(folder).some((fd) => Number(fd) > 2 && isSocket(`${folder}/${fd}`)),
    );
  } catch {
    // Gone, or somebody else's.
    return true;
  }
}

function isSocket(path: string): boolean {
  try {
    return readlinkSync(path).startsWith('socket:');
  } catch {
    return false;
  }
}

/** A child that its parent has not asked about yet. */
function neverWhereDead(thread: string): number | undefined {
  const stat = readProc(`${thread}/stat`);
  return stat.startsWith('Z', stat.lastIndexOf(')') + 2) ? Number.POSITIVE_INFINITY : undefined;
}

/** Those of a process and of all that it and they have started; undefined where the kernel keeps no list of children. */
function threadsUnder(pid: number | string): string[] | undefined {
  const own = threadsOfProcess(pid);
  const all = [...own];
  for (const thread of own) {
    const children = readProc(`${thread}/children`, undefined);
    if (children === undefined) return undefined;
    for (const child of children.split(' ').filter(Boolean)) all.push(...(threadsUnder(child) ?? []));
  }
  return all;
}

function threadsOf({ pid, runId }: Pick<StartedProcess, 'pid' | 'runId'>): string[] {
  return threadsUnder(pid) ?? listProcesses(pid, runId).flatMap((one) => threadsOfProcess(one.pid));
}
