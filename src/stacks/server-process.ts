/** Which process of a start is the server: not npx, uv or a shell, but what they started. */
import type { Runtime } from '../model.ts';
import { type LiveProcess, listProcesses } from '../wire/processes.ts';
import type { StartedProcess } from '../wire/wire.ts';
import { runtimeOf } from './runtime.ts';
import { stdinReaders } from './stdin-readers.ts';

export interface ServerProcess {
  readonly pid: number;
  readonly runtime: Runtime;
}

type Started = Pick<StartedProcess, 'pid' | 'runId' | 'bornBetween'>;

/** Deeper than any chain of launchers. */
const DEEPEST = 10;

/** Programs that only start others and wait for them, by the last part of a word of their command line. */
const LAUNCHERS =
  /(?:^|[\s/\\])(?:sh|bash|dash|zsh|ash|busybox|env|nice|timeout|sudo|tini|dumb-init|npx|npx-cli\.js|npm|npm-cli\.js|pnpm|pnpm\.cjs|yarn|yarn\.js|uv|uvx|pipx|poetry|hatch|pdm|pipenv|rye|tsx|nodemon|nodemon\.js|cross-env|dotenv|dotenvx|mvn|mvnw|gradle|gradlew|go)(?=\s|$)/;

/**
 * Undefined when it runs in none of the runtimes that can be asked. Over stdio, `answeredAtMs` is when it first answered, by the clock of
 * the wire: then a launcher that nobody knows is told by who reads our requests.
 */
export function findServer(started: Started, answeredAtMs?: number): ServerProcess | undefined {
  const { pid, runId } = started;
  const all = listProcesses(pid, runId);
  let current = all.find((one) => one.pid === pid);
  for (let depth = 0; current && depth < DEEPEST; depth++) {
    const next = isLauncher(current) ? childOf(current, all) : undefined;
    if (!next) break;
    current = next;
  }
  if (answeredAtMs !== undefined) current = readerAmong(started, answeredAtMs, current);
  const runtime = current && runtimeOf(current);
  return current && runtime ? { pid: current.pid, runtime } : undefined;
}

/** One that is blocked reads nothing: then it is the one that was found. */
function readerAmong(started: Started, answeredAtMs: number, found: LiveProcess | undefined): LiveProcess | undefined {
  const { early } = stdinReaders(started, answeredAtMs);
  return early.find(({ pid }) => pid === found?.pid) ?? early[0] ?? found;
}

/** Only the program and, for a script, the script count: an argument may be called anything. */
function isLauncher({ command }: LiveProcess): boolean {
  const words = command.split(/\s+/).filter((word) => !word.startsWith('-'));
  return words.slice(0, 2).some((word) => LAUNCHERS.test(word));
}

/** The child that can be asked, or is a launcher again; else the first. */
function childOf(parent: LiveProcess, all: readonly LiveProcess[]): LiveProcess | undefined {
  const children = all.filter((one) => one.parent === parent.pid);
  return children.find((child) => isLauncher(child) || runtimeOf(child)) ?? children[0];
}
