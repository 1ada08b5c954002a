/** A process that we start: in a group of its own, watched by the reaper, with nothing of our environment but the safe list. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import parse from 'cross-spawn/lib/parse.js';
import type { Closure } from '../model.ts';
import { childEnvironment } from './environment.ts';
import type { Parent } from './parent.ts';

export interface ChildSpec {
  readonly command: string;
  readonly args: readonly string[];
  /** Only what the user named. */
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Why it could not be started. */
export type StartFailure = Pick<Closure, 'errorCode' | 'error' | 'command'>;

/** Never throws: a failed start has no pid, and says why. */
export function spawnChild(spec: ChildSpec, { env, reaper }: Parent, runId: string): Child {
  const child = new Child(spec, runId, env);
  if (child.pid !== undefined) reaper.watchGroup(child.pid, runId);
  return child;
}

export class Child {
  readonly #process: ChildProcess | undefined;
  /** Resolves when it has exited; never where it could not be started. */
  readonly exited: Promise<void>;
  /** Resolves where it could not be started; never otherwise. */
  readonly failed: Promise<StartFailure>;

  constructor(spec: ChildSpec, runId: string, ours: Parent['env']) {
    const { command, args, env, cwd } = spec;
    const started = start(command, args, { cwd, env: childEnvironment(env, runId, ours) });
    this.#process = started instanceof Error ? undefined : started;
    this.failed = new Promise((resolve) => {
      const fail = (error: Error) => resolve(startFailure(error, spec));
      if (started instanceof Error) fail(started);
      // A signal that could not be sent is an error, too.
      else started.on('error', (error) => started.pid === undefined && fail(error));
    });
    this.exited = new Promise((resolve) => this.#process?.once('exit', () => resolve()));
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  get stdin(): Writable | null | undefined {
    return this.#process?.stdin;
  }

  get stdout(): Readable | null | undefined {
    return this.#process?.stdout;
  }

  get stderr(): Readable | null | undefined {
    return this.#process?.stderr;
  }

  /** How it ended; empty while it runs. */
  get exit(): Pick<Closure, 'exitCode' | 'signal'> {
    const { exitCode = null, signalCode = null } = this.#process ?? {};
    return { ...(exitCode === null ? {} : { exitCode }), ...(signalCode === null ? {} : { signal: signalCode }) };
  }

  /** A descendant that has escaped may still hold the other ends of the pipes; they must not keep us running. */
  release(): void {
    for (const stream of [this.stdin, this.stdout, this.stderr]) stream?.destroy();
  }
}

/** What the system refuses outright (E2BIG, ENOEXEC) is thrown; the rest comes as an event. */
function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess | Error {
  const isWindows = process.platform === 'win32';
  const asked: SpawnOptions = { ...options, detached: !isWindows, stdio: 'pipe', windowsHide: true };
  try {
    return isWindows ? startOnWindows(command, args, asked) : spawn(command, args, asked);
  } catch (error) {
    return error as Error;
  }
}

function startOnWindows(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const parsed = parse(command, args, options);
  // What a script repeats of its commands would stand on stdout, between the messages.
  const quiet = basename(parsed.command, '.exe') === 'cmd' ? ['/q'] : [];
  return spawn(parsed.command, [...quiet, ...parsed.args], parsed.options);
}

/** A folder that is missing is told as a missing command by the system. */
async function startFailure({ code, message }: NodeJS.ErrnoException, spec: ChildSpec): Promise<StartFailure> {
  const error = [wrongFolder(spec.cwd), message].filter(Boolean).join('\n');
  const { commandFacts } = await import('./unstarted.ts');
  const command = await commandFacts(spec);
  return { ...(code === undefined ? {} : { errorCode: code }), error, ...(command ? { command } : {}) };
}

function wrongFolder(cwd: string): string | undefined {
  try {
    return statSync(cwd).isDirectory() ? undefined : `The working folder is not a directory: ${cwd}.`;
  } catch (error) {
    return `The working folder cannot be used: ${cwd}.\n${(error as Error).message}`;
  }
}
