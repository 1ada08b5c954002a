/** What a plan tests: servers of it are opened here, each with its handshake; the app that hosts them, the credentials, what stands around. */
import type { Plan, Shutdown, Surroundings } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import { newerRevisions } from '../session/discover.ts';
import { type Handshake, initialize } from '../session/handshake.ts';
import { Session } from '../session/session.ts';
import type { Credentials } from '../wire/http-client.ts';
import type { Graces } from '../wire/wire.ts';
import { Answering } from './answering.ts';
import { Deadline } from './deadline.ts';
import { CLOSE_QUICKLY } from './graces.ts';
import { HostedApp, PORT } from './hosted-app.ts';
import { credentialsFor, openWire } from './open-wire.ts';
import type { RunOptions } from './options.ts';

export interface Connected {
  readonly session: Session;
  readonly handshake: Handshake;
  /** Looked for where an HTTP server refused the handshake. */
  readonly surroundings?: Surroundings;
}

export class Target {
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

  /** A second server can run beside the first one: an app cannot run twice on its port. */
  get canOpenBeside(): boolean {
    return this.#app === undefined;
  }

  /** The time that a start and its handshake have. */
  deadline(): Deadline {
    return new Deadline(this.plan.connectTimeoutMs);
  }

  /** Starts or reaches a server and does the handshake; never rejects. */
  async open(signal: AbortSignal, deadline = this.deadline()): Promise<Connected> {
    const session = await this.openRaw(signal, deadline);
    const { protocol } = this.plan;
    // A start that has a time limit of its own takes nothing of this one.
    const { leftMs: timeoutMs } = this.#app?.hasOwnLimit ? this.deadline() : deadline;
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

  /** A server without a handshake. */
  async openRaw(signal: AbortSignal = this.options.stop, deadline = this.deadline()): Promise<Session> {
    const hosted = await this.#app?.ensure(signal, deadline.leftMs);
    this.#credentials ??= await credentialsFor(hosted?.server ?? this.plan.server, this.redactor);
    const wire = await openWire(this.plan, this.redactor, hosted, this.#credentials);
    return new Session(wire, this.answering.answer);
  }

  /** Ends one of those that are used beside the current server. */
  async endBeside({ session }: Pick<Connected, 'session'>): Promise<void> {
    await session.close(CLOSE_QUICKLY);
  }

  /** Ends the app, where there is one. */
  async endApp(graces: Graces): Promise<Shutdown | undefined> {
    return this.#app?.end(graces);
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
}
