/** Runtimes that print every thread's stack when they get a signal. */
import type { Runtime } from '../model.ts';
import { sleep } from '../waiting.ts';
import { signalQuietly } from '../wire/processes.ts';
import type { StderrLog } from '../wire/stderr.ts';
import type { StartedProcess } from '../wire/wire.ts';

const POLL_MS = 20;
/** A dump that has not grown for this long is complete. */
const QUIET_MS = 120;

export interface Question {
  readonly pid: number;
  readonly stderr: StderrLog;
  readonly started: StartedProcess;
  readonly limitMs: number;
}

interface Way {
  readonly signal: NodeJS.Signals;
  /** The first line of a dump. */
  readonly start: RegExp;
}

/** Python dies of it, after faulthandler has written to stderr; so does Go; Java lives on, and writes to stdout. */
const WAYS: Record<Exclude<Runtime, 'node'>, Way> = {
  python: { signal: 'SIGABRT', start: /^Fatal Python error: /m },
  go: { signal: 'SIGQUIT', start: /^SIGQUIT: quit/m },
  java: { signal: 'SIGQUIT', start: /^Full thread dump /m },
};

/** The dump, as far as it came within the limit; undefined where none came. */
export async function askBySignal(runtime: Exclude<Runtime, 'node'>, question: Question): Promise<string | undefined> {
  const { pid, stderr, started, limitMs } = question;
  const { signal, start } = WAYS[runtime];
  const mark = stderr.position;
  // Not to be taken for noise between messages.
  const diverted = runtime === 'java' ? started.divertNoise() : undefined;
  const said = () => (diverted?.text() ?? '') + stderr.since(mark);
  try {
    signalQuietly(pid, signal);
    return await completeDump(said, start, limitMs - 2 * POLL_MS);
  } finally {
    diverted?.end();
  }
}

async function completeDump(said: () => string, start: RegExp, limitMs: number): Promise<string | undefined> {
  const deadline = performance.now() + limitMs;
  let length = -1;
  let grownAt = performance.now();
  while (performance.now() < deadline) {
    const text = said();
    if (text.length !== length) grownAt = performance.now();
    length = text.length;
    if (start.test(text) && performance.now() - grownAt > QUIET_MS) break;
    await sleep(POLL_MS);
  }
  const text = said();
  const from = start.exec(text)?.index;
  return from === undefined ? undefined : text.slice(from);
}
