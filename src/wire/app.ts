/** The app that hosts a server: a process of its own group, whose output is kept for diagnosis. */
import type { Closure, Shutdown } from '../model.ts';
import { within } from '../waiting.ts';
import { type Child, type ChildSpec, spawnChild } from './child.ts';
import { cameInTurns } from './in-turns.ts';
import type { Parent } from './parent.ts';
import { endProcess } from './shutdown.ts';
import { StderrLog } from './stderr.ts';
import type { Graces, StartedProcess } from './wire.ts';

/** The last of its output may come a moment after its exit. */
const LAST_WORDS_MS = 200;
/** How long an app that has broken a connection may take to be gone. */
const DEATH_MS = 1000;

export class App {
  /** stderr and stdout as they came: apps log to either. */
  readonly log = new StderrLog();
  /** Set once it is gone, could not be started, or was given up. */
  closure: Closure | undefined;
  readonly #startedAt = performance.now();
  readonly #runId: string;
  readonly #child: Child;
  /** Resolves when it is gone, or could not be started, with its last output read. */
  readonly ended: Promise<void>;
  #shutdown: Promise<Shutdown> | undefined;

  constructor(
    spec: ChildSpec,
    private readonly parent: Parent,
  ) {
    this.#runId = parent.reaper.prepareStart();
    this.#child = spawnChild(spec, parent, this.#runId);
    const { stdin, stdout, stderr } = this.#child;
    stdin?.on('error', () => undefined);
    stdout?.on('data', (chunk: Buffer) => this.log.push(chunk));
    stderr?.on('data', (chunk: Buffer) => this.log.push(chunk));
    this.ended = this.#child.pid === undefined ? this.#failed() : this.#gone();
  }

  /** For asking it where it hangs; a dump on its stdout stands in the log like all else, and is no frame. */
  get started(): StartedProcess | undefined {
    const { pid } = this.#child;
    const none = { text: () => '', end: () => undefined };
    return pid === undefined ? undefined : { pid, runId: this.#runId, divertNoise: () => none };
  }

  /** Where it died of a request, that is the reason, and it is known a moment later: resolves then, or when it lives on. */
  async untilDead(): Promise<void> {
    await within(DEATH_MS, this.ended);
  }

  /** The first reason stays. */
  giveUp(reason: Closure['reason'], facts: Partial<Closure> = {}): void {
    this.closure ??= { ...facts, reason, atMs: performance.now() - this.#startedAt };
  }

  /** SIGTERM, then SIGKILL, to its whole group: what hosts an HTTP server does not end with its stdin. */
  end(graces: Graces): Promise<Shutdown> {
    this.#shutdown ??= this.#end({ ...graces, stdinEndMs: 0 });
    return this.#shutdown;
  }

  async #end(graces: Graces): Promise<Shutdown> {
    const { pid, stdin } = this.#child;
    if (pid === undefined) return { stage: 'already-gone', durationMs: 0, orphans: [] };
    this.giveUp('closed-by-us');
    const server = { pid, runId: this.#runId, exited: this.#child.exited, endStdin: () => stdin?.end() };
    const shutdown = await endProcess(server, graces);
    this.parent.reaper.forgetGroup(pid);
    this.#child.release();
    return { ...shutdown, ...this.#child.exit };
  }

  async #failed(): Promise<void> {
    this.giveUp('spawn-error', await this.#child.failed);
  }

  async #gone(): Promise<void> {
    const { stdout, stderr } = this.#child;
    await this.#child.exited;
    const read = [stdout, stderr].map((stream) => new Promise((resolve) => stream?.once('close', resolve)));
    await cameInTurns(LAST_WORDS_MS, Promise.all(read));
    this.giveUp('exit', this.#child.exit);
  }
}
