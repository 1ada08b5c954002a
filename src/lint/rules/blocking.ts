/** What holds the event loop. */
import type { Level } from '../../model.ts';
import type { Call } from '../facts.ts';
import { divertsStdio } from '../tools/framework.ts';
import { isReached } from '../truth.ts';
import type { CallRule, CallSubject, FunctionRule } from './rule.ts';
import { byWayOf, plainNote, whoOf } from './words.ts';

interface Blocking {
  readonly path: RegExp;
  readonly hint: string;
  /** Where it is usually short. */
  readonly level?: Level;
}

const THREAD = 'or move it to a thread: await anyio.to_thread.run_sync(…)';

const BLOCKING: readonly Blocking[] = [
  { path: /^time\.sleep$/, hint: 'Write await asyncio.sleep(…) (or anyio.sleep).' },
  {
    path: /^requests\.(?:get|post|put|patch|delete|head|options|request)$|^requests\.(?:Session|session)\(\)\.(?:get|post|put|patch|delete|head|options|request|send)$/,
    hint: `Use httpx.AsyncClient or aiohttp and await it, ${THREAD}.`,
  },
  {
    path: /^urllib\.request\.(?:urlopen|urlretrieve)$|^urllib3\..*\.request$/,
    hint: `Use httpx.AsyncClient or aiohttp and await it, ${THREAD}.`,
  },
  {
    path: /^httpx\.(?:get|post|put|patch|delete|head|options|request|stream)$|^httpx\.Client\(\)\.(?:get|post|put|patch|delete|head|options|request|send)$/,
    hint: `Use httpx.AsyncClient and await it, ${THREAD}.`,
  },
  {
    path: /^subprocess\.(?:run|call|check_call|check_output|getoutput|getstatusoutput)$|^subprocess\.Popen\(\)\.(?:communicate|wait)$|^os\.(?:system|popen)$/,
    hint: `Use await asyncio.create_subprocess_exec(…, stdin=asyncio.subprocess.DEVNULL), ${THREAD}.`,
  },
  { path: /^socket\.create_connection$/, hint: `Use await asyncio.open_connection(…), ${THREAD}.` },
  {
    path: /^sqlite3\.connect$/,
    level: 'info',
    hint: `Queries that take long hold everything else: use aiosqlite, ${THREAD}.`,
  },
  {
    path: /^child_process\.(?:execSync|execFileSync|spawnSync)$/,
    hint: 'Use execFile or spawn and await its end (promisify(execFile) of node:util).',
  },
  { path: /^Atomics\.wait$/, hint: 'Use Atomics.waitAsync, or wait in a worker.' },
];

const SHORTEST_SLEEP_S = 0.1;

export const blockingCall: CallRule = (subject, add) => {
  const { call, path, reach } = subject;
  const { handler, onLoop } = reach;
  const found = path === '' ? undefined : BLOCKING.find((one) => one.path.test(path));
  if (!found || !handler || onLoop === 'no' || isShort(call, path)) return;
  const isPlain = reach.way[0]?.isAsync === false && reach.fn.file().language === 'python';
  const note = isPlain ? `: ${plainNote(handler)}` : '';
  add({
    rule: 'loop-blocked',
    level: isPlain ? 'info' : (found.level ?? 'warning'),
    message: `${whoOf(reach)} calls ${shown(path)}()${byWayOf(reach)}${note}; until it returns, the server answers nothing else, no ping and no cancelling either.`,
    hint: found.hint,
    file: reach.fn.file(),
    at: call,
  });
};

/** A server that naps for a moment is not blocked. */
function isShort({ args }: Call, path: string): boolean {
  const [first] = args;
  return path === 'time.sleep' && first?.kind === 'number' && first.value < SHORTEST_SLEEP_S;
}

export function shown(path: string): string {
  return path.replace(/^builtins\./, '').replace(/^child_process\./, '');
}

export const busyWait: FunctionRule = ({ reach }, add) => {
  const { handler, onLoop, fn } = reach;
  if (!handler || onLoop !== 'yes') return;
  for (const at of fn.busyLoops) {
    if (!isReached(at.when, reach.given)) continue;
    add({
      rule: 'loop-blocked',
      level: 'warning',
      message: at.isEndless
        ? `${whoOf(reach)} stays for ever in a loop that does nothing${byWayOf(reach)}: the server answers nothing any more.`
        : `${whoOf(reach)} waits in a loop that does nothing${byWayOf(reach)}; until it ends, the server answers nothing else.`,
      hint:
        fn.file().language === 'python'
          ? 'Write await asyncio.sleep(…).'
          : 'Write await setTimeout(…) of node:timers/promises.',
      file: fn.file(),
      at,
    });
  }
};

const STARTS_CHILD =
  /^subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)$|^os\.(?:system|popen)$|^asyncio\.create_subprocess_(?:exec|shell)$|^anyio\.(?:run_process|open_process)$/;
const STARTS_NODE_CHILD = /^child_process\.(?:exec|execFile|spawn|fork|execSync|execFileSync|spawnSync)$/;

/** A child that reads stdin reads our requests. */
export const childStdin: CallRule = (subject, add) => {
  const { call, path, reach, server } = subject;
  const { handler } = reach;
  if (!handler || server.onStdio === 'no' || divertsStdio(handler.framework) === 'yes') return;
  const isNode = STARTS_NODE_CHILD.test(path);
  if (isNode ? !inherits(call) : !STARTS_CHILD.test(path) || hasOwnStdin(subject)) return;
  add({
    rule: 'child-stdin-inherit',
    level: 'warning',
    message: `${whoOf(reach)} starts a child process with ${shown(path)}()${byWayOf(reach)} that shares the stdin of the server${isNode ? ', and its stdout' : ''}: on stdio it reads the requests of the host, and may hang or eat them.`,
    hint: isNode
      ? "Give it stdio: ['ignore', 'pipe', 'pipe']."
      : path.startsWith('os.')
        ? 'Use subprocess.run(…, stdin=subprocess.DEVNULL).'
        : `Give it stdin=${path.startsWith('asyncio') ? 'asyncio.subprocess' : 'subprocess'}.DEVNULL.`,
    file: reach.fn.file(),
    at: call,
  });
};

function hasOwnStdin({ call, path }: CallSubject): boolean {
  if (/^anyio\.run_process$/.test(path)) return true;
  return call.hasSpread || call.named.has('stdin') || call.named.has('input');
}

/** `stdio: 'inherit'`, `stdio: ['inherit', …]`. */
function inherits({ named }: Call): boolean {
  const stdio = named.get('stdio');
  const first = stdio?.kind === 'literal' ? stdio.items.find(({ kind }) => kind === 'string') : stdio;
  return first?.kind === 'string' && first.value === 'inherit';
}
