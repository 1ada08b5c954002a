/** The server that a suite talks to: opened, replaced by a fresh one when it has died or is stuck, closed. */
import type { Shutdown } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { CLOSE, CLOSE_QUICKLY } from './graces.ts';
import { Held } from './held.ts';
import type { RunOptions } from './options.ts';
import type { Connected, Target } from './target.ts';

/** More than a report shows: it is cut again once it is clean of secrets. */
const TAIL_CHARACTERS = 64 * 1024;

export class Connection {
  #current: Connected | undefined;
  #stuckIn: string | undefined;
  #isLost = false;
  #isWorn = false;
  #damagedIn: string | undefined;
  #earlierStderr = '';
  readonly #held = new Held();

  constructor(
    private readonly target: Target,
    private readonly options: Pick<RunOptions, 'stop'>,
  ) {}

  get current(): Connected | undefined {
    return this.#current;
  }

  /** Whether the next step can be sent as it is. */
  get isUsable(): boolean {
    return this.isSound && !this.#isLost && !this.#isWorn;
  }

  /** The server is there and reacts, whatever became of the session. */
  get isSound(): boolean {
    return this.#current?.handshake.info !== undefined && !this.#current.session.closure && this.#stuckIn === undefined;
  }

  /** A call showed that the server reacts to nothing any more: the next step gets a fresh one. */
  markStuck(stepName: string): void {
    this.#stuckIn = stepName;
  }

  /** It reacts, and no longer answers what it has answered: the next step gets a fresh one. */
  markWorn(): void {
    this.#isWorn = true;
  }

  /** The server no longer knows the session: the next step gets a new one. */
  markLost(): void {
    this.#isLost = true;
  }

  /** What the step met may have ended the session as well. */
  markDamaged(stepName: string): void {
    this.#damagedIn ??= stepName;
  }

  /** The name of the first step that may have ended the current session. */
  get damagedIn(): string | undefined {
    return this.#damagedIn;
  }

  /** The name of the step whose call the current server got stuck in. */
  get stuckIn(): string | undefined {
    return this.#stuckIn;
  }

  /** Starts or reaches the server and does the handshake; never rejects. */
  async open(signal: StopSignal, deadline = this.target.deadline(), onAsked?: () => void): Promise<Connected> {
    this.#current = await this.target.open(signal, deadline, onAsked);
    this.#stuckIn = undefined;
    this.#isLost = false;
    this.#isWorn = false;
    this.#damagedIn = undefined;
    return this.#current;
  }

  /**
   * A fresh server in the place of one that is dead, stuck or worn out, a new session in the place of one that is lost. A
   * stuck one is kept, since it may come back, unless the fresh one cannot start beside it (a port, a lock).
   */
  async reopen(signal: StopSignal): Promise<Connected> {
    if (this.isSound && !this.#isWorn) {
      // The server itself has nothing: an app keeps its process, and what it has kept in it.
      await this.target.endBeside(this.#current!);
      return this.open(signal);
    }
    const isHeld = (this.#stuckIn !== undefined || this.#isWorn) && this.target.canOpenBeside;
    if (this.#current && isHeld && !this.#current.session.closure) this.#held.keep(this.#current.session);
    else await this.close(true);
    const deadline = this.target.deadline();
    if (this.#held.isEmpty || this.target.serverUrl !== undefined) return this.open(signal, deadline);
    // It may be waiting for what a held one has: half of the time for each.
    const letGo = setTimeout(() => this.endHeld(), deadline.leftMs / 2);
    const fresh = await this.open(signal, deadline).finally(() => clearTimeout(letGo));
    if (fresh.handshake.info || deadline.isOver || signal.aborted) return fresh;
    await this.endHeld();
    await this.close(true);
    return this.open(signal, deadline);
  }

  /** Whether it was put aside, or will be: a call got it stuck. */
  isAside(one: Connected): boolean {
    return this.#held.has(one.session) || (one === this.#current && this.#stuckIn !== undefined);
  }

  /** One that is aside takes the place of the current one, until the function that comes back is called. */
  borrow(one: Connected): () => void {
    const [before, stuckIn] = [this.#current, this.#stuckIn];
    this.#current = one;
    this.#stuckIn = undefined;
    return () => {
      if (one === before) return;
      this.#current = before;
      this.#stuckIn = stuckIn;
      this.#isWorn = false;
    };
  }

  /** Ends what was put aside. */
  async endHeld(): Promise<void> {
    const { stderr, ended } = this.#held.end();
    this.#earlierStderr += stderr;
    await ended;
  }

  /** Ends the server; undefined when there is none. */
  async close(isHurried: boolean): Promise<Shutdown | undefined> {
    const session = this.#current?.session;
    if (!session) return this.target.endApp(CLOSE_QUICKLY);
    const graces = isHurried || this.#stuckIn !== undefined ? CLOSE_QUICKLY : { ...CLOSE, hurry: this.options.stop };
    const ended = await session.close(graces);
    const shutdown = (await this.target.endApp(graces)) ?? ended;
    this.#earlierStderr = this.stderrTail;
    this.#current = undefined;
    return shutdown;
  }

  /** The end of what all processes of this suite wrote to stderr. */
  get stderrTail(): string {
    return (this.#earlierStderr + (this.#current?.session.wire.stderr.since(0) ?? '')).slice(-TAIL_CHARACTERS);
  }
}
