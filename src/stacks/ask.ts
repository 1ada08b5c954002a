/** Asks a hanging process of ours where it is. Only processes that we started: found by their group and run id. */
import type { Runtime, StackDump } from '../model.ts';
import { Stop, type StopSignal } from '../stopping.ts';
import { within } from '../waiting.ts';
import type { StderrLog } from '../wire/stderr.ts';
import type { StartedProcess } from '../wire/wire.ts';
import { childrenOf } from './children.ts';
import { askNode } from './node.ts';
import { asksItself } from './own-connection.ts';
import { findServer } from './server-process.ts';
import { askBySignal, type Question } from './signal.ts';
import { cwdOf, sourceLines } from './source-lines.ts';

/** Longest time that one question takes; twice as long where another process holds Node's debugger port. */
const LIMIT_MS = 2000;

export interface AskOptions {
  /** The process is given up: Python and Go are asked by a signal that ends them, and not at all without this. */
  readonly mayDie: boolean;
  readonly limitMs?: number;
  /** Over stdio: when the server first answered, by the clock of its wire. */
  readonly answeredAtMs?: number;
}

/** Undefined where the process cannot be asked, or says nothing within the limit. */
export async function askWhere(
  started: StartedProcess,
  stderr: StderrLog,
  { mayDie, limitMs = LIMIT_MS, answeredAtMs }: AskOptions,
): Promise<StackDump | undefined> {
  try {
    const server = findServer(started, answeredAtMs);
    if (!server || !(mayDie || SURVIVORS.includes(server.runtime))) return undefined;
    const { runtime, pid } = server;
    // Whoever dies of the question leaves its children to others.
    const children = childrenOf(pid, started);
    const cwd = cwdOf(pid);
    const itself = asksItself(pid) ? { asksItself: true } : {};
    const text = await ask(runtime, { pid, stderr, started, limitMs });
    if (text === undefined) return undefined;
    return {
      runtime,
      text,
      children,
      ...itself,
      ...(runtime === 'python' ? { source: await sourceLines(text, cwd) } : {}),
    };
  } catch (error) {
    // The process is on its way out, or hides itself from us: then there is nothing to tell.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

const SURVIVORS: readonly Runtime[] = ['node', 'java'];

/** All Node processes want the same debugger port: one at a time, each with its own time, and time to get the port. */
let turn: Promise<unknown> = Promise.resolve();

function ask(runtime: Runtime, question: Question): Promise<string | undefined> {
  if (runtime !== 'node') return withinLimit(() => askBySignal(runtime, question), question.limitMs);
  // Its inspector, or what the server passes off as one, may answer with anything.
  const asking = (signal: StopSignal) => askNode(question, signal).catch(() => undefined);
  const answer = turn.then(() => withinLimit(asking, 2 * question.limitMs));
  turn = answer;
  return answer;
}

/** Undefined when it takes longer. */
async function withinLimit(
  asking: (signal: StopSignal) => Promise<string | undefined>,
  limitMs: number,
): Promise<string | undefined> {
  const limit = new Stop();
  try {
    return await within(limitMs, asking(limit));
  } finally {
    limit.abort();
  }
}
