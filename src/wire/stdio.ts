/** A server that we start: one message a line on its stdin and stdout (MCP 2025-11-25, Transports, stdio). */
import type { Closure, Shutdown, StdioServer } from '../model.ts';
import { type Child, spawnChild } from './child.ts';
import { FrameLog } from './frames.ts';
import type { Decoded } from './framing/decode.ts';
import { Framer } from './framing/framer.ts';
import { type Line, LineSplitter } from './lines.ts';
import { readPaced } from './paced.ts';
import { forgetGroup, prepareStart } from './reaper.ts';
import { endProcess } from './shutdown.ts';
import { StderrLog } from './stderr.ts';
import type { Diversion, Graces, StartedProcess, Wire, WireListener } from './wire.ts';

/** stdout may end a moment before the exit is known, and the exit a moment before the last of stdout is read. */
const LAST_BYTES_MS = 200;
/** A chunk may hold 30,000 lines that each have to be looked at. */
const LINES_A_TURN = 2000;

/** Starts the server in a process group of its own. A failed start arrives as `closed`, never as an exception. */
export function openStdio(server: StdioServer, limitBytes: number, listener: WireListener): Wire {
  return new StdioWire(server, limitBytes, listener);
}

class StdioWire implements Wire {
  readonly transport = 'stdio';
  readonly frames = new FrameLog();
  readonly stderr = new StderrLog();
  closure: Closure | undefined;
  readonly #openedAt = performance.now();
  readonly #runId = prepareStart();
  readonly #child: Child;
  readonly #lines: LineSplitter;
  readonly #framer: Framer;
  #exited: Promise<void> | undefined;
  /** Its end has been told. */
  #ended: Promise<void> | undefined;
  #shutdown: Promise<Shutdown> | undefined;
  #diverted: string[] | undefined;

  constructor(
    private readonly server: StdioServer,
    limitBytes: number,
    private readonly listener: WireListener,
  ) {
    this.#lines = new LineSplitter(limitBytes);
    this.#framer = new Framer(this.frames, limitBytes);
    this.#child = spawnChild(server, this.#runId);
    this.#listen();
  }

  now(): number {
    return performance.now() - this.#openedAt;
  }

  get started(): StartedProcess | undefined {
    const { pid } = this.#child;
    return pid === undefined ? undefined : { pid, runId: this.#runId, divertNoise: () => this.#divertNoise() };
  }

  send(message: object): void {
    const text = JSON.stringify(message);
    this.frames.add({
      atMs: this.now(),
      direction: 'out',
      kind: 'message',
      text,
      bytes: Buffer.byteLength(text),
      message,
    });
    this.#child.stdin?.write(`${text}\n`);
  }

  sendRaw(text: string): void {
    this.frames.add({ atMs: this.now(), direction: 'out', kind: 'unreadable', text, bytes: Buffer.byteLength(text) });
    this.#child.stdin?.write(`${text}\n`);
  }

  pending(): Decoded | undefined {
    return this.#lines.pendingBytes === 0 ? undefined : this.#framer.decode(this.#lines.pending());
  }

  negotiated(): void {}

  established(): void {}

  async settled(): Promise<void> {}

  close(graces: Graces): Promise<Shutdown> {
    this.#shutdown ??= this.#end(graces);
    return this.#shutdown;
  }

  async #end(graces: Graces): Promise<Shutdown> {
    const pid = this.#child.pid;
    if (pid === undefined) return { stage: 'already-gone', durationMs: 0, orphans: [] };
    const shutdown = await endProcess(
      { pid, runId: this.#runId, exited: this.#exited!, endStdin: () => this.#child.stdin?.end() },
      graces,
    );
    forgetGroup(pid);
    this.#release();
    await this.#ended;
    const { exitCode, signalCode } = this.#child;
    return { ...shutdown, ...(exitCode === null ? {} : { exitCode }), ...(signalCode ? { signal: signalCode } : {}) };
  }

  /** An escaped descendant may still hold the other ends of the pipes; they must not keep us running. */
  #release(): void {
    for (const stream of [this.#child.stdin, this.#child.stdout, this.#child.stderr]) stream?.destroy();
  }

  #listen(): void {
    const { stdin, stdout, stderr } = this.#child;
    stdin?.on('error', () => undefined);
    stderr?.on('data', (chunk: Buffer) => this.stderr.push(chunk));
    readPaced(stdout, (chunk) => this.#read(chunk));
    const stdoutEnded = new Promise<void>((resolve) => stdout?.once('close', () => resolve()));
    this.#exited = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    if (this.#child.pid === undefined) this.#notStarted();
    this.#ended = this.#exited.then(() => this.#afterExit(stdoutEnded));
    stdoutEnded.then(() => this.#afterStdoutEnd());
  }

  async #notStarted(): Promise<void> {
    const result = await this.#child;
    const { spawnFailure } = await import('./unstarted.ts');
    this.#closeWith('spawn-error', await spawnFailure(this.server, result));
  }

  async #afterExit(stdoutEnded: Promise<void>): Promise<void> {
    await Promise.race([stdoutEnded, delay(LAST_BYTES_MS)]);
    const { exitCode, signalCode } = this.#child;
    this.#closeWith('exit', { exitCode: exitCode ?? undefined, signal: signalCode ?? undefined });
  }

  async #afterStdoutEnd(): Promise<void> {
    const gone = await Promise.race([this.#exited!.then(() => true), delay(LAST_BYTES_MS).then(() => false)]);
    if (!gone) this.#closeWith('stdout-closed', {});
  }

  #closeWith(reason: Closure['reason'], facts: Partial<Closure>): void {
    if (this.closure) return;
    this.closure = { ...facts, reason: this.#shutdown ? 'closed-by-us' : reason, atMs: this.now() };
    this.listener.closed(this.closure);
  }

  #divertNoise(): Diversion {
    const lines: string[] = [];
    this.#diverted = lines;
    return {
      text: () => lines.join(''),
      end: () => {
        this.#diverted = undefined;
      },
    };
  }

  #read(chunk: Buffer): number {
    if (this.closure) return chunk.length;
    const atMs = this.now();
    const sink = {
      line: (line: Line) => this.#line(line, atMs),
      mayCount: () => this.#framer.isIdle && this.#diverted === undefined,
    };
    const taken = this.#lines.push(chunk, sink, LINES_A_TURN);
    if (this.#lines.pendingBytes > 0) this.listener.partial();
    return taken;
  }

  #line(line: Line, atMs: number): void {
    const decoded = this.#framer.decode(line);
    if (this.#diverted && decoded.kind !== 'message') this.#diverted.push(`${decoded.text}\n`);
    else this.listener.frame(this.#framer.add(decoded, atMs));
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
