/** What a thread waits for, as Linux tells it: /proc/PID/task/TID/syscall, for processes that we may trace. */

/** A system call that waits. `ms`, `pointer`: which argument is its time limit in milliseconds, or points to it (0: none). */
interface Call {
  readonly name: string;
  readonly ms?: number;
  readonly pointer?: number;
}

/** By number. */
export type Calls = Readonly<Record<number, Call>>;

const X64: Calls = {
  0: { name: 'read' },
  7: { name: 'poll', ms: 2 },
  19: { name: 'readv' },
  23: { name: 'select', pointer: 4 },
  34: { name: 'pause' },
  43: { name: 'accept' },
  45: { name: 'recvfrom' },
  47: { name: 'recvmsg' },
  61: { name: 'wait4' },
  130: { name: 'rt_sigsuspend' },
  202: { name: 'futex', pointer: 3 },
  232: { name: 'epoll_wait', ms: 3 },
  247: { name: 'waitid' },
  270: { name: 'pselect6', pointer: 4 },
  271: { name: 'ppoll', pointer: 2 },
  275: { name: 'splice' },
  281: { name: 'epoll_pwait', ms: 3 },
  288: { name: 'accept4' },
  441: { name: 'epoll_pwait2', pointer: 3 },
};

const ARM64: Calls = {
  22: { name: 'epoll_pwait', ms: 3 },
  63: { name: 'read' },
  65: { name: 'readv' },
  72: { name: 'pselect6', pointer: 4 },
  73: { name: 'ppoll', pointer: 2 },
  76: { name: 'splice' },
  95: { name: 'waitid' },
  98: { name: 'futex', pointer: 3 },
  133: { name: 'rt_sigsuspend' },
  202: { name: 'accept' },
  207: { name: 'recvfrom' },
  212: { name: 'recvmsg' },
  242: { name: 'accept4' },
  260: { name: 'wait4' },
  441: { name: 'epoll_pwait2', pointer: 3 },
};

/** By what Node calls the processor. */
export const CALLS: Partial<Record<string, Calls>> = { x64: X64, arm64: ARM64 };

/** `running`, or the number of the call and its arguments in hexadecimal; undefined where it waits for something else, or for how long is not told. */
export function waitOf(text: string, calls: Calls): number | undefined {
  if (text.startsWith('running')) return 0;
  // Of somebody else's process it is empty.
  if (text === '') return undefined;
  const [number, ...args] = text.split(' ');
  const call = calls[Number(number)];
  if (call === undefined) return undefined;
  const { ms, pointer } = call;
  if (pointer !== undefined) return Number(args[pointer]) === 0 ? Number.POSITIVE_INFINITY : undefined;
  if (ms === undefined) return Number.POSITIVE_INFINITY;
  const value = Number(args[ms]);
  // Negative numbers stand for no limit.
  return value >= 0x8000_0000 ? Number.POSITIVE_INFINITY : value;
}

const READS = ['read', 'readv', 'splice'];
/** What may be for a descriptor that is not among its arguments. */
const MAY_BE_INPUT = ['poll', 'ppoll', 'select', 'pselect6'];

/**
 * The descriptor that a thread reads from, or the epoll that it waits on, by what its `syscall` holds: both are first arguments.
 * Empty where it is at something else; undefined where it may be any, or nothing is told.
 */
export function inputOf(
  text: string,
): { readonly reads: number } | { readonly polls: number } | Record<string, never> | undefined {
  const calls = CALLS[process.arch];
  if (text === '' || !calls) return undefined;
  const [number, first] = text.split(' ');
  const { name = '' } = calls[Number(number)] ?? {};
  if (MAY_BE_INPUT.includes(name)) return undefined;
  if (READS.includes(name)) return { reads: Number(first) };
  return name.startsWith('epoll') ? { polls: Number(first) } : {};
}
