/** A server that we start: one message a line on its stdin and stdout (MCP 2025-11-25, Transports, stdio). */
import type { Closure, Frame, Shutdown, StdioServer } from '../model.ts';
import { type Child, spawnChild } from './child.ts';
import { FrameLog } from './frames.ts';
import type { Decoded } from './framing/decode.ts';
import { Framer } from './framing/framer.ts';
import { cameInTurns } from './in-turns.ts';
import { type Line, LineSplitter } from './lines.ts';
import { readPaced } from './paced.ts';
import type { Parent } from './parent.ts';
import { listProcesses } from './processes.ts';
import { endProcess } from './shutdown.ts';
import { StderrLog } from './stderr.ts';
import type { Diversion, Graces, StartedProcess, Wire, WireListener } from './wire.ts';

/** stdout may end a moment before the exit is known, and the exit a moment before the last of stdout and stderr is read. */
const LAST_BYTES_MS = 200;
/** A chunk may hold 30,000 lines that each have to be looked at. */
const LINES_A_TURN = 2000;
const OPENING = ['server/discover', 'initialize', 'notifications/initialized'];

/** Starts the server in a process group of its own. A failed start arrives as `closed`, never as an exception. */
export function openStdio(server: StdioServer, limitBytes: number, listener: WireListener, parent: Parent): Wire {
  return new StdioWire(server, limitBytes, listener, parent);
}

class StdioWire implements Wire {
  readonly transport = 'stdio';
  readonly frames = new FrameLog();
  readonly stderr = new StderrLog();
  closure: Closure | undefined;
  isEnding = false;
  readonly #openedAt = performance.now();
  readonly #runId: string;
  readonly #child: Child;
  readonly #bornBetween: readonly [number, number];
  readonly #lines: LineSplitter;
  readonly #framer: Framer;
  /** Its end has been told. */
  #ended: Promise<void> | undefined;
  #shutdown: Promise<Shutdown> | undefined;
  #diverted: string[] | undefined;

  constructor(
    server: StdioServer,
    limitBytes: number,
    private readonly listener: WireListener,
    private readonly parent: Parent,
  ) {
    this.#runId = parent.reaper.prepareStart();
    this.#lines = new LineSplitter(limitBytes);
    this.#framer = new Framer(this.frames, limitBytes);
    const before = this.now();
    this.#child = spawnChild(server, parent, this.#runId);
    this.#bornBetween = [before, this.now()];
    this.#listen();
  }

  now(): number {
    return performance.now() - this.#openedAt;
  }

  get started(): StartedProcess | undefined {
    const { pid } = this.#child;
    if (pid === undefined) return undefined;
    return { pid, runId: this.#runId, bornBetween: this.#bornBetween, divertNoise: () => this.#divertNoise() };
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
      { pid, runId: this.#runId, exited: this.#child.exited, endStdin: () => this.#child.stdin?.end() },
      graces,
    );
    this.parent.reaper.forgetGroup(pid);
    this.#child.release();
    await this.#ended;
    return { ...shutdown, ...this.#child.exit };
  }

  #listen(): void {
    const { stdin, stdout, stderr } = this.#child;
    stdin?.on('error', () => undefined);
    stderr?.on('data', (chunk: Buffer) => this.stderr.push(chunk));
    readPaced(stdout, (chunk) => this.#read(chunk));
    const closed = (stream: typeof stdout) => new Promise((resolve) => stream?.once('close', resolve));
    const stdoutEnded = closed(stdout);
    const allRead = Promise.all([stdoutEnded, closed(stderr)]);
    this.#child.failed.then((failure) => this.#closeWith('spawn-error', failure));
    this.#ended = this.#child.exited.then(() => this.#afterExit(allRead, stdoutEnded));
    stdoutEnded.then(() => this.#afterStdoutEnd());
  }

  async #afterExit(allRead: Promise<unknown>, stdoutEnded: Promise<unknown>): Promise<void> {
    const heir = await this.#heir(stdoutEnded);
    await cameInTurns(LAST_BYTES_MS, allRead);
    this.#closeWith('exit', { ...this.#child.exit, ...heir });
  }

  /** Who lives on of what the command started, where it did no more than that. Node ends stdin with the command, so that it may soon be gone. */
  async #heir(stdoutEnded: Promise<unknown>): Promise<Pick<Closure, 'heir'>> {
    // A server that has worked may leave a helper behind when it goes.
    const isNew = this.frames.since(0).every(isOpening);
    if (!isNew || this.#shutdown || this.#child.exit.exitCode !== 0) return {};
    const [heir] = listProcesses(this.#child.pid!, this.#runId);
    // Where nobody else holds stdout, its end is there already, and one look at the pipes shows it.
    if (!heir || (await cameInTurns(1, stdoutEnded))) return {};
    return { heir: { pid: heir.pid, command: heir.command } };
  }

  async #afterStdoutEnd(): Promise<void> {
    this.isEnding = true;
    if (!(await cameInTurns(LAST_BYTES_MS, this.#child.exited))) this.#closeWith('stdout-closed', {});
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

/** Comes from the server, or opens the conversation. */
function isOpening({ direction, message }: Frame): boolean {
  const { method = '' } = (message ?? {}) as { method?: string };
  return direction === 'in' || OPENING.includes(method);
}
