/** Files of Linux's /proc, read by hand: there may be hundreds of them, at each end of a server. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

const PAGE = Buffer.allocUnsafeSlow(4096);
const NEXT = Buffer.allocUnsafeSlow(4096);
/** What the kernel gives in one piece. */
const SHORT = ['stat', 'schedstat', 'syscall', 'loadavg', 'limits'];

/** `absent`, which is empty, where it ended while we looked, belongs to somebody else, or this kernel has no such file. */
export function readProc(path: string): string;
export function readProc<Absent>(path: string, absent: Absent): string | Absent;
export function readProc(path: string, absent: unknown = ''): unknown {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(`/proc/${path}`, 'r');
    const length = readSync(descriptor, PAGE);
    if (SHORT.includes(path.slice(path.lastIndexOf('/') + 1))) return PAGE.toString('latin1', 0, length);
    // A piece may be shorter than what is left: only an empty one is the end.
    const more = readSync(descriptor, NEXT);
    const first = PAGE.subarray(0, length);
    const whole = more === 0 ? first : Buffer.concat([first, NEXT.subarray(0, more), readFileSync(descriptor)]);
    return whole.toString(path.endsWith('/cmdline') ? 'utf8' : 'latin1');
  } catch {
    return absent;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Its threads as paths below /proc; none of one that has ended. */
export function threadsOf(pid: number | string): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => `${pid}/task/${thread}`);
  } catch {
    return [];
  }
}
