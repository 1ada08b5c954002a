/** Why it hangs, as far as frames and child processes tell. */
import type { ServerChild, StackDump } from '../../model.ts';
import { toldCommand } from '../../text/command-line.ts';
import type { StackFrame } from '../thrown.ts';
import type { Thread } from './thread.ts';

/** A thread with the place of the user's frame in it. */
export interface Placed extends Thread {
  readonly own: number;
}

export interface Reason {
  readonly rule?: 'import-deadlock' | 'child-stdin-inherit' | 'self-deadlock' | 'reads-stdin';
  readonly says?: string;
  /** The child is awaited by an event loop that is free; or it may be the server's own reading. */
  readonly awaits?: boolean;
  /** It may be the place where the server reads its messages: nothing shows that anybody else is asked there. */
  readonly readsMessages?: boolean;
  /** Nothing runs: whatever blocked it has ended, or nothing does. */
  readonly isFree?: true;
}

const CHILD_WAIT =
  /subprocess\.py (?:_?communicate|_?wait|_try_wait)$|os\/exec\.\(\*Cmd\)\.Wait|\bjava\.lang\.ProcessImpl\.waitFor$/;
/** Waiting for a future or for another thread's event loop, in a way that blocks this thread. */
const FUTURE_WAIT = /concurrent[/\\]futures[/\\]_base\.py (?:result|exception)$|anyio[/\\]from_thread\.py \w+$/;
/** Waiting for bytes of a connection; nothing of asyncio does so. */
const SOCKET_READ =
  /[/\\](?:socket|ssl)\.py (?:readinto|recv|recv_into|read)$|[/\\]httpcore[/\\]_backends[/\\]sync\.py read$/;
const POOL = /[/\\]concurrent[/\\]futures[/\\]process\.py |[/\\]multiprocessing[/\\]pool\.py /;
const NO_WORK = /[/\\](?:threading|queue)\.py |[/\\]concurrent[/\\]futures[/\\]thread\.py _worker$/;
/** What a loop without work does: it waits for its sockets and timers. */
const LOOP_WAIT = /[/\\]selectors\.py select$|[/\\]trio[/\\]_core[/\\]_io_\w+\.py get_events$/;
const JOIN = /[/\\]threading\.py (?:join|_wait_for_tstate_lock)$/;
const IMPORT = /^<frozen importlib|[/\\]importlib[/\\]/;
const STDIN_LIBRARY = /[/\\](?:getpass|fileinput)\.py /;
/** A question, to whoever sits before the terminal. */
const ASKS = /[/\\]getpass\.py /;
const PROMPT = /(?<![.\w])(?:builtins\.)?(?:raw_)?input\(\s*[^)\s]/;
const STDIN_READ = /\bsys\.(?:__)?stdin\b|(?<![.\w])(?:builtins\.)?(?:raw_)?input\(|(?<![.\w])stdin\.(?:read|buffer)/;
const LOCK = /[/\\]threading\.py$/;
const NATIVE = /^The main thread is in native code/;
const IDLE = /^The event loop is idle(?:; it waits for:\n)?/;

/** `hanging` is the one of all `threads` that was chosen. */
export function reasonOf(dump: StackDump, hanging: Placed | undefined, threads: readonly Placed[]): Reason {
  if (dump.runtime === 'node') return nodeReason(dump);
  if (!hanging && dump.runtime === 'python' && hasThief(dump.children)) return awaited(dump.children);
  if (!hanging)
    return dump.runtime === 'python' ? { says: 'None of its code is running: it awaits something.', isFree: true } : {};
  const inner = hanging.frames.slice(0, hanging.own);
  if (inner.some(matches(CHILD_WAIT)) || isShell(inner, dump.children)) return childReason(dump.children);
  if (isAtStdin(dump, hanging)) {
    const mayBe = asksSomebody(dump, hanging) ? {} : { readsMessages: true };
    return { rule: 'reads-stdin', says: AT_STDIN, awaits: true, ...mayBe };
  }
  if (isImport(inner)) return { rule: 'import-deadlock', says: 'The call hangs in an import inside the tool.' };
  if (asksOwnLoop(dump, hanging, inner, threads)) return { rule: 'self-deadlock', says: OWN_SERVER };
  if (!inner.some(matches(FUTURE_WAIT))) return {};
  if (hasThief(dump.children) && threads.some(isPoolManager)) return childReason(dump.children);
  return isSelfDeadlock(dump, hanging, threads) ? { rule: 'self-deadlock', says: SELF } : {};
}

/** What reads there: the standard library for the user, or a function without a frame that the user's own line calls. */
function isAtStdin(dump: StackDump, { frames, own }: Placed): boolean {
  return frames.slice(0, own).some(matches(STDIN_LIBRARY)) || (own === 0 && STDIN_READ.test(lineOf(dump, frames[0]!)));
}

function asksSomebody(dump: StackDump, { frames, own }: Placed): boolean {
  return frames.slice(0, own).some(matches(ASKS)) || PROMPT.test(lineOf(dump, frames[own]!));
}

function lineOf({ source }: StackDump, { path, line }: StackFrame): string {
  return source?.get(`${path}:${line}`) ?? '';
}

const AT_STDIN = 'The call waits for input from stdin, which belongs to the protocol.';

const SELF = 'It waits, on the thread of the event loop, for a result that the event loop would have to produce.';

const OWN_SERVER =
  'It waits, on the thread of the event loop, for an answer of its own server, which this event loop would have to give.';

function nodeReason({ text, children }: StackDump): Reason {
  if (NATIVE.test(text) && children.length > 0) return childReason(children);
  if (IDLE.test(text) && hasThief(children)) return awaited(children);
  if (IDLE.test(text)) return { says: sentence(text), isFree: true };
  return NATIVE.test(text) ? { says: sentence(text) } : {};
}

function sentence(text: string): string {
  const [first = '', ...things] = text.split('\n');
  return things.length === 0 ? first : `${first} ${things.map((thing) => thing.trim()).join(', ')}.`;
}

function hasThief(children: readonly ServerChild[]): boolean {
  return children.some(({ sharesStdin }) => sharesStdin);
}

function awaited(children: readonly ServerChild[]): Reason {
  const { rule, says = '' } = childReason(children);
  return {
    ...(rule ? { rule } : {}),
    says: says.replace(', which reads our requests', ', which has its stdin'),
    awaits: true,
  };
}

/** Only a child that reads our requests is at fault; another one just takes its time. */
function childReason(children: readonly ServerChild[]): Reason {
  const thief = children.find(({ sharesStdin }) => sharesStdin);
  const child = thief ?? children[0];
  const command = child ? ` ${toldCommand(child.command)}` : '';
  if (thief) {
    return { rule: 'child-stdin-inherit', says: `It waits for its child process${command}, which reads our requests.` };
  }
  const isKnown = children.some(({ sharesStdin }) => sharesStdin === false);
  return { ...(isKnown || !child ? {} : UNSEEN), says: `It waits for its child process${command}.` };
}

/** Where nobody can see whose stdin the child has, the stack has to do. */
const UNSEEN = { rule: 'child-stdin-inherit' } as const;

/** os.system() waits in C, with no frame of its own. */
function isShell(inner: readonly StackFrame[], children: readonly ServerChild[]): boolean {
  return inner.length === 0 && children.some(({ command, sharesStdin }) => sharesStdin && /^sh -c /.test(command));
}

function isImport(inner: readonly StackFrame[]): boolean {
  const first = inner.find(({ path }) => !LOCK.test(path));
  return first !== undefined && IMPORT.test(first.path);
}

/** What hands work on to other processes and takes their results. */
function isPoolManager({ frames }: Placed): boolean {
  return frames.some(matches(POOL));
}

/** Certain only where nobody else is left who could produce the result: no other loop, thread or process. */
function isSelfDeadlock(dump: StackDump, hanging: Placed, threads: readonly Placed[]): boolean {
  if (!hanging.isLoop || dump.children.length > 0) return false;
  return threads.every((thread) => thread === hanging || isIdle(dump, thread));
}

/** The question may have been sent by another loop, for which this one waits. */
function asksOwnLoop(
  dump: StackDump,
  hanging: Placed,
  inner: readonly StackFrame[],
  threads: readonly Placed[],
): boolean {
  if (!dump.asksItself || !hanging.isLoop || dump.children.length > 0) return false;
  const waits = inner.some(matches(FUTURE_WAIT));
  if (!waits && !inner.some(matches(SOCKET_READ))) return false;
  return threads.every((thread) => thread === hanging || isIdle(dump, thread) || (waits && isIdleLoop(thread)));
}

function isIdleLoop({ isLoop, frames }: Placed): boolean {
  return isLoop === true && frames.every(matches(LOOP_WAIT));
}

/** A worker without work, one that reads the server's messages, or one that waits for a future itself; a main thread that joins. */
function isIdle(dump: StackDump, thread: Placed): boolean {
  const { isLoop, frames, own } = thread;
  if (isLoop === undefined) return frames.slice(0, 1).some(matches(JOIN));
  if (isLoop || frames.every(matches(NO_WORK))) return !isLoop;
  return isAtStdin(dump, thread) || (own < 0 ? frames : frames.slice(0, own)).some(matches(FUTURE_WAIT));
}

function matches(pattern: RegExp): (frame: StackFrame) => boolean {
  return ({ path, name = '' }) => pattern.test(`${path} ${name}`);
}
