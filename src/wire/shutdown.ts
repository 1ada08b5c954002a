/** The end of a server that we started: end stdin, wait for its group, SIGTERM, SIGKILL (MCP 2025-11-25, Lifecycle, Shutdown). */
import type { Shutdown } from '../model.ts';
import { onAbort, type StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import {
  isGroupAlive,
  type LiveProcess,
  listProcesses,
  rememberProcesses,
  signalGroup,
  signalQuietly,
} from './processes.ts';
import type { Graces } from './wire.ts';

/** How long the rest of a group may take after its leader has gone before it counts as left behind. */
const FOLLOW_MS = 500;
const POLL_MS = 10;
/** What is left of a grace once whoever waits is in a hurry. */
const HURRIED_MS = 300;

export interface RunningServer {
  /** Of the leader, and so the group's number. */
  readonly pid: number;
  readonly runId: string;
  /** Resolves when the leader has exited. */
  readonly exited: Promise<void>;
  readonly endStdin: () => void;
}

/** Resolves when nothing of the server is left. */
export async function endProcess(
  server: RunningServer,
  graces: Graces,
): Promise<Omit<Shutdown, 'exitCode' | 'signal'>> {
  const startedAt = performance.now();
  const known: LiveProcess[] = [];
  const stage = await endLeader(server, graces, known);
  const orphans = await endOrphans(server, stage, known);
  return { stage, orphans, durationMs: performance.now() - startedAt };
}

/** Puts into `known` what hangs together with the leader while it still does. */
async function endLeader(server: RunningServer, graces: Graces, known: LiveProcess[]): Promise<Shutdown['stage']> {
  let gone = false;
  server.exited.then(() => {
    gone = true;
  });
  await Promise.resolve();
  if (gone) return 'already-gone';
  server.endStdin();
  // It takes the server longer to react than us to look.
  known.push(...rememberProcesses(server.pid, server.runId));
  if (await inTime(graces.stdinEndMs, server.exited, graces.hurry)) return 'stdin-end';
  signalGroup(server.pid, 'SIGTERM');
  if (await inTime(graces.sigtermMs, server.exited, graces.hurry)) return 'sigterm';
  signalGroup(server.pid, 'SIGKILL');
  await server.exited;
  return 'sigkill';
}

/**
 * What outlives the leader is named. A signal of ours goes to the whole group, so that what is left of that is the server's own
 * slow end and no orphan; what has left the group outlives it in any host.
 */
async function endOrphans(
  { pid, runId }: RunningServer,
  stage: Shutdown['stage'],
  known: readonly LiveProcess[],
): Promise<readonly LiveProcess[]> {
  const deadline = performance.now() + FOLLOW_MS;
  let left = listProcesses(pid, runId, known);
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(POLL_MS);
    left = listProcesses(pid, runId, known);
  }
  if (left.length > 0 || isGroupAlive(pid)) await endAll(pid, runId, known);
  const isSignalled = stage === 'sigterm' || stage === 'sigkill';
  return isSignalled ? left.filter(({ group }) => group !== pid) : left;
}

/** A process may fork while we look: look again until nobody is left, a bounded number of times. */
async function endAll(pid: number, runId: string, known: readonly LiveProcess[]): Promise<void> {
  for (let round = 0; round < 20; round++) {
    signalGroup(pid, 'SIGKILL');
    const left = listProcesses(pid, runId, known);
    for (const straggler of left) signalQuietly(straggler.pid, 'SIGKILL');
    if (left.length === 0) return;
    await sleep(POLL_MS);
  }
}

/** Whether `event` comes in time; from the moment on at which `hurry` aborts there is little of it left. */
function inTime(ms: number, event: Promise<void>, hurry?: StopSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timers = [setTimeout(() => end(false), ms)];
    const shorten = () => timers.push(setTimeout(() => end(false), HURRIED_MS));
    const end = (hasCome: boolean) => {
      for (const timer of timers) clearTimeout(timer);
      leave?.();
      resolve(hasCome);
    };
    const leave = hurry && onAbort(hurry, shorten);
    event.then(() => end(true));
  });
}
