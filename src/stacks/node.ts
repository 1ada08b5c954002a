/** Node is asked through its inspector: SIGUSR1 opens it, and a pause works on a blocked loop too. */
import type { StopSignal } from '../stopping.ts';
import { sleep, within } from '../waiting.ts';
import { signalQuietly } from '../wire/processes.ts';
import { type CallFrame, frameLines } from './call-frames.ts';
import { DebuggerSession } from './debugger.ts';
import { HANDLES } from './handles.ts';
import type { Question } from './signal.ts';
import type { Script } from './source-map.ts';

/** Only on this machine: the line comes from the server, which may print anything. */
const LISTENING = /^Debugger listening on (ws:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}\/[\w-]+)$/m;
const TAKEN = /^Starting inspector on \S+ failed: /m;

/** The port is wanted by every Node process that is asked, on the whole machine: another one mostly frees it soon. */
const RETRY_MS = 100;

/** Stack of the running JavaScript, or what an idle loop waits for, as text. Rejects when `signal` aborts. */
export async function askNode(question: Question, signal: StopSignal): Promise<string | undefined> {
  const url = await openInspector(question);
  if (url === 'taken') return undefined;
  if (url === undefined) return NATIVE;
  const session = await DebuggerSession.open(new URL(url), signal);
  try {
    return await interview(session, question.limitMs / 5);
  } finally {
    // Time for the last words: closing our side at once would lose them.
    await sleep(20);
    session.close();
  }
}

const NATIVE = 'The main thread is in native code: no JavaScript could be interrupted.';

/** The inspector's address; `taken` where another process keeps the port; undefined where the process does not react. */
async function openInspector({ pid, stderr, limitMs }: Question): Promise<string | undefined> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const mark = stderr.position;
    signalQuietly(pid, 'SIGUSR1');
    const url = await announced(() => stderr.since(mark), limitMs / 2);
    if (url !== 'taken' || performance.now() > deadline) return url;
    await sleep(RETRY_MS);
  }
}

async function announced(said: () => string, limitMs: number): Promise<string | undefined> {
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const text = said();
    const url = LISTENING.exec(text)?.[1];
    if (url) return url;
    if (TAKEN.test(text)) return 'taken';
    await sleep(20);
  }
  return undefined;
}

/** A loop that turns is idle, or busy with somebody else's message: a pause would show what does not matter. */
async function interview(session: DebuggerSession, patienceMs: number): Promise<string | undefined> {
  const turns = await within(patienceMs, evaluate(session, 'new Promise((done) => setTimeout(done, 0, "turns"))'));
  if (turns === undefined) return pausedStack(session, patienceMs);
  const handles = await within(patienceMs, evaluate(session, HANDLES));
  session.request('Runtime.evaluate', { expression: END });
  return typeof handles === 'string' ? handles : undefined;
}

/** Closes the inspector's port for the next one; the process goes on. */
const END = 'process._debugEnd()';

async function pausedStack(session: DebuggerSession, patienceMs: number): Promise<string | undefined> {
  const scripts = new Map<unknown, Script>();
  session.on('Debugger.scriptParsed', (script) => scripts.set(script['scriptId'], script as unknown as Script));
  const paused = session.next('Debugger.paused');
  await within(patienceMs, session.request('Debugger.enable'));
  session.request('Debugger.pause');
  const stopped = await within(2 * patienceMs, paused);
  if (!stopped) return NATIVE;
  const frames = stopped['callFrames'] as CallFrame[];
  const text = frameLines(frames, scripts);
  session.request('Debugger.evaluateOnCallFrame', { callFrameId: frames[0]?.callFrameId, expression: END });
  return text;
}

async function evaluate(session: DebuggerSession, expression: string): Promise<unknown> {
  const { result } = await session.request('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
  return (result as { value?: unknown } | undefined)?.value;
}
