/** What a thread waits for, as Linux tells it: /proc/PID/task/TID/syscall, for processes that we may trace. */

/** Where a system call has its time limit: none at all, an argument in milliseconds, or one that points to it (0: none). */
type Limit = 'none' | readonly ['ms' | 'pointer', number];

/** By number. */
export type Calls = Readonly<Record<number, Limit>>;

const X64: Calls = {
  0: 'none', // read
  7: ['ms', 2], // poll
  23: ['pointer', 4], // select
  34: 'none', // pause
  43: 'none', // accept
  45: 'none', // recvfrom
  47: 'none', // recvmsg
  61: 'none', // wait4
  130: 'none', // rt_sigsuspend
  202: ['pointer', 3], // futex
  232: ['ms', 3], // epoll_wait
  247: 'none', // waitid
  270: ['pointer', 4], // pselect6
  271: ['pointer', 2], // ppoll
  281: ['ms', 3], // epoll_pwait
  288: 'none', // accept4
  441: ['pointer', 3], // epoll_pwait2
};

const ARM64: Calls = {
  22: ['ms', 3], // epoll_pwait
  63: 'none', // read
  72: ['pointer', 4], // pselect6
  73: ['pointer', 2], // ppoll
  95: 'none', // waitid
  98: ['pointer', 3], // futex
  133: 'none', // rt_sigsuspend
  202: 'none', // accept
  207: 'none', // recvfrom
  212: 'none', // recvmsg
  242: 'none', // accept4
  260: 'none', // wait4
  441: ['pointer', 3], // epoll_pwait2
};

/** By what Node calls the processor. */
export const CALLS: Partial<Record<string, Calls>> = { x64: X64, arm64: ARM64 };

/** `running`, or the number of the call and its arguments in hexadecimal; undefined where it waits for something else, or for how long is not told. */
export function waitOf(text: string, calls: Calls): number | undefined {
  if (text.startsWith('running')) return 0;
  // Of somebody else's process it is empty.
  if (text === '') return undefined;
  const [number, ...args] = text.split(' ');
  const limit = calls[Number(number)];
  if (limit === undefined) return undefined;
  if (limit === 'none') return Number.POSITIVE_INFINITY;
  const [kind, index] = limit;
  const value = Number(args[index]);
  if (kind === 'pointer') return value === 0 ? Number.POSITIVE_INFINITY : undefined;
  // Negative numbers stand for no limit.
  return value >= 0x8000_0000 ? Number.POSITIVE_INFINITY : value;
}

/** read(2), and the calls that wait on an epoll: the descriptor is their first argument. */
const INPUT: Partial<Record<string, { readonly read: number; readonly epoll: readonly number[] }>> = {
  x64: { read: 0, epoll: [232, 281, 441] },
  arm64: { read: 63, epoll: [22, 441] },
};

/** The descriptor that a thread reads from, or the epoll that it waits on, by what its `syscall` holds. */
export function inputOf(text: string): { readonly reads: number } | { readonly polls: number } | undefined {
  const [number = '', first] = text.split(' ');
  const calls = INPUT[process.arch];
  if (!calls || !/^\d+$/.test(number)) return undefined;
  if (Number(number) === calls.read) return { reads: Number(first) };
  return calls.epoll.includes(Number(number)) ? { polls: Number(first) } : undefined;
}
