/** Who waits for our requests: the server, and whatever it has started with its own stdin. Only Linux shows it. */
import { type LiveProcess, listProcesses } from '../wire/processes.ts';
import type { StartedProcess } from '../wire/wire.ts';
import { readsStdin, stdinOf } from './stdin.ts';

/** Linux counts starts in ticks; the difference of two may be off by one, either way. */
const TICK_MS = 10;

type Started = Pick<StartedProcess, 'pid' | 'runId' | 'bornBetween'>;

/**
 * The processes that wait in a read of our pipe at this moment, parted by `answeredAtMs`, by the clock of the wire: what was there
 * before the server first answered may be the server itself, behind a launcher; what came later is none. Who may have begun before
 * or behind that moment came later if another one reads already; else it is `unclear`, as is
 * who has our pipe and does not read at this moment: another look may show more.
 */
export function stdinReaders(
  { pid, runId, bornBetween = [0, Number.POSITIVE_INFINITY] }: Started,
  answeredAtMs: number,
) {
  const all = listProcesses(pid, runId);
  const leader = all.find((one) => one.pid === pid);
  const ours = stdinOf(pid);
  const holders = leader && ours !== undefined ? all.filter((one) => stdinOf(one.pid) === ours) : [];
  const readers = holders.filter((one) => readsStdin(one.pid) === true);
  const [earliest, latest] = bornBetween;
  const isEarly = (one: LiveProcess) => bornAtMs(one, leader!) + TICK_MS + latest < answeredAtMs;
  const isLate = (one: LiveProcess) => bornAtMs(one, leader!) - TICK_MS + earliest > answeredAtMs;
  const early = readers.filter((one) => one === leader || isEarly(one));
  const others = readers.filter((one) => !early.includes(one));
  const late = early.length > 0 ? others : others.filter(isLate);
  return {
    early,
    late,
    unclear: holders.filter((one) => one !== leader && !early.includes(one) && !late.includes(one)),
  };
}

/** Behind the leader. */
function bornAtMs({ startedAt }: LiveProcess, leader: LiveProcess): number {
  return (Number(startedAt) - Number(leader.startedAt)) * TICK_MS;
}
