/** The server of one suite: started on demand, replaced by a fresh one when it has died or is stuck. */
import type { Plan, Shutdown, Surroundings } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { newerRevisions } from '../session/discover.ts';
import { type Handshake, initialize } from '../session/handshake.ts';
import { Session } from '../session/session.ts';
import type { Credentials } from '../wire/http-client.ts';
import type { Graces } from '../wire/wire.ts';
import { Answering } from './answering.ts';
import { Deadline } from './deadline.ts';
import { HostedApp, PORT } from './hosted-app.ts';
import { credentialsFor, wireFor } from './open-wire.ts';
import type { RunOptions } from './options.ts';

const CLOSE: Graces = { stdinEndMs: 5000, sigtermMs: 2000 };
/** For a server that is stuck, and after an interrupt: whoever sent it may not wait long. */
const CLOSE_QUICKLY: Graces = { stdinEndMs: 300, sigtermMs: 1000 };
/** More than a report shows: it is cut again once it is clean of secrets. */
const TAIL_CHARACTERS = 64 * 1024;

export interface Connected {
  readonly session: Session;
  readonly handshake: Handshake;
  /** Looked for where an HTTP server refused the handshake. */
  readonly surroundings?: Surroundings;
}

export class Connection {
  #current: Connected | undefined;
  #stuckIn: string | undefined;
  #earlierStderr = '';
  #ending: Promise<unknown> | undefined;
  readonly #held: Connected[] = [];
  readonly #app: HostedApp | undefined;
  #credentials: Credentials | undefined;
  /** For all processes of the server. */
  readonly answering: Answering;

  constructor(
    private readonly plan: Plan,
    private readonly options: RunOptions,
    private readonly redactor: Redactor,
  ) {
    const { server } = plan;
    this.answering = new Answering(plan);
    const { start } = server.transport === 'http' ? server : {};
    this.#app = start && new HostedApp({ ...server, start } as ConstructorParameters<typeof HostedApp>[0]);
  }

  /** Where paths of http steps belong; undefined for a server over stdio. */
  get serverUrl(): string | undefined {
    const { server } = this.plan;
    return server.transport === 'http' ? server.url.replaceAll(PORT, String(this.port)) : undefined;
  }

  /** What `${port}` stands for. */
  get port(): number | undefined {
    return this.#app?.port;
  }

  /** Starts or reaches the server and does the handshake; never rejects. */
  async open(signal: AbortSignal, deadline = this.#deadline()): Promise<Connected> {
    this.#current = await this.openBeside(signal, deadline);
    this.#stuckIn = undefined;
    return this.#current;
  }

  /** As `open`, for a server that is used beside the current one. */
  async openBeside(signal: AbortSignal, deadline = this.#deadline()): Promise<Connected> {
    const session = await this.openRaw(signal, deadline);
    const { protocol } = this.plan;
    // A start that has a time limit of its own takes nothing of this one.
    const { leftMs: timeoutMs } = this.#app?.hasOwnLimit ? this.#deadline() : deadline;
    const { clientVersion } = this.options;
    const handshake = await initialize(session, {
      protocol,
      timeoutMs,
      clientVersion,
      capabilities: this.answering.capabilities,
      signal,
    });
    const surroundings = signal.aborted ? undefined : await this.#lookAround(session, handshake, deadline, signal);
    return { session, handshake, ...(surroundings ? { surroundings } : {}) };
  }

  #deadline(): Deadline {
    return new Deadline(this.plan.connectTimeoutMs);
  }

  /** A server without a handshake. */
  async openRaw(signal: AbortSignal = this.options.stop, deadline = this.#deadline()): Promise<Session> {
    const hosted = await this.#app?.ensure(signal, deadline.leftMs);
    this.#credentials ??= await credentialsFor(hosted?.server ?? this.plan.server, this.redactor);
    const open = await wireFor(this.plan, this.redactor, hosted, this.#credentials);
    return new Session(open, this.answering.answer);
  }

  async endBeside({ session }: Pick<Connected, 'session'>): Promise<void> {
    await session.close(CLOSE_QUICKLY);
  }

  async #lookAround(
    session: Session,
    handshake: Handshake,
    { leftMs }: Deadline,
    signal: AbortSignal,
  ): Promise<Surroundings | undefined> {
    const { info, initialize } = handshake;
    const newer = info ? undefined : await newerRevisions(session, handshake, { timeoutMs: leftMs, signal });
    if (newer) return { newerRevisions: newer };
    const message = session.framesSince(0).find(({ direction }) => direction === 'out')?.message;
    const server = this.#app?.running ?? this.plan.server;
    if (info || server.transport !== 'http' || !initialize.http || !message) return undefined;
    const { lookAround } = await import('../wire/look-around.ts');
    return lookAround(server, initialize.http, message as object, leftMs);
  }

  get current(): Connected | undefined {
    return this.#current;
  }

  /** A call showed that the server reacts to nothing any more: the next step gets a fresh one. */
  markStuck(stepName: string): void {
    this.#stuckIn = stepName;
  }

  /** The name of the step whose call the current server got stuck in. */
  get stuckIn(): string | undefined {
    return this.#stuckIn;
  }

  /**
   * A fresh server in the place of one that is dead or stuck. A stuck one is kept, since it may come back, unless the
   * fresh one cannot start beside it (a port, a lock).
   */
  async reopen(signal: AbortSignal): Promise<Connected> {
    // An app cannot run twice on its port.
    const isHeld = this.#stuckIn !== undefined && !this.#app;
    if (this.#current && isHeld && !this.#current.session.closure) this.#held.push(this.#current);
    else await this.close(true);
    const deadline = this.#deadline();
    if (this.#held.length === 0 || this.plan.server.transport === 'http') return this.open(signal, deadline);
    // It may be waiting for what a held one has: half of the time for each.
    const letGo = setTimeout(() => this.endHeld(), this.plan.connectTimeoutMs / 2);
    const fresh = await this.open(signal, deadline).finally(() => clearTimeout(letGo));
    if (fresh.handshake.info || deadline.isOver || signal.aborted) return fresh;
    await this.endHeld();
    await this.close(true);
    return this.open(signal, deadline);
  }

  /** Whether it was put aside, or will be: a call got it stuck. */
  isAside(one: Connected): boolean {
    return this.#held.includes(one) || (one === this.#current && this.#stuckIn !== undefined);
  }

  /** One that is aside takes the place of the current one, until the function that comes back is called: whether that changed anything. */
  borrow(one: Connected): () => boolean {
    const [before, stuckIn] = [this.#current, this.#stuckIn];
    this.#current = one;
    this.#stuckIn = undefined;
    return () => {
      if (one === before) return false;
      this.#current = before;
      this.#stuckIn = stuckIn;
      return true;
    };
  }

  /** Ends what was put aside. */
  async endHeld(): Promise<void> {
    const held = this.#held.splice(0).map(({ session }) => session);
    this.#earlierStderr += held.map(({ wire }) => wire.stderr.since(0)).join('');
    this.#ending = Promise.all([this.#ending, ...held.map((session) => session.close(CLOSE_QUICKLY))]);
    await this.#ending;
  }

  /** Whether the next step can be sent as it is. */
  get isUsable(): boolean {
    return this.#current?.handshake.info !== undefined && !this.#current.session.closure && this.#stuckIn === undefined;
  }

  /** Ends the server; undefined when there is none. */
  async close(isHurried: boolean): Promise<Shutdown | undefined> {
    const session = this.#current?.session;
    if (!session) return this.#app?.end(CLOSE_QUICKLY);
    const graces = isHurried || this.#stuckIn !== undefined ? CLOSE_QUICKLY : { ...CLOSE, hurry: this.options.stop };
    const ended = await session.close(graces);
    const shutdown = (await this.#app?.end(graces)) ?? ended;
    this.#earlierStderr = this.stderrTail;
    this.#current = undefined;
    return shutdown;
  }

  /** The end of what all processes of this suite wrote to stderr. */
  get stderrTail(): string {
    return (this.#earlierStderr + (this.#current?.session.wire.stderr.since(0) ?? '')).slice(-TAIL_CHARACTERS);
  }
}
