/** What a plan tests: servers of it are opened here, each with its handshake; the app that hosts them, the credentials, what stands around. */
import type { Plan, Shutdown, Surroundings } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';
import type { Opened } from '../session/greeting.ts';
import { Opener } from '../session/opening.ts';
import { Session } from '../session/session.ts';
import type { StopSignal } from '../stopping.ts';
import type { Credentials } from '../wire/credentials.ts';
import type { Graces } from '../wire/wire.ts';
import { Answering } from './answering.ts';
import { Deadline } from './deadline.ts';
import { CLOSE_QUICKLY } from './graces.ts';
import { HostedApp, PORT } from './hosted-app.ts';
import { credentialsFor, openWire } from './open-wire.ts';
import type { RunOptions } from './options.ts';
import type { Wiretap } from './wiretap.ts';

export interface Connected extends Opened {
  /** Looked for where an HTTP server refused the handshake. */
  readonly surroundings?: Surroundings;
}

/** When the server answered for the first time, by the clock of its wire. */
export function firstAnsweredAt({ handshake: { opening } }: Connected): number {
  return opening.sentAtMs + opening.durationMs;
}

export class Target {
  readonly #app: HostedApp | undefined;
  readonly #opener: Opener;
  #credentials: Credentials | undefined;
  /** For all processes of the server. */
  readonly answering: Answering;

  constructor(
    private readonly plan: Plan,
    private readonly options: RunOptions,
    private readonly redactor: Redactor,
    private readonly wiretap?: Wiretap,
  ) {
    const { server } = plan;
    this.answering = new Answering(plan);
    const { start, legacySse } = server.transport === 'http' ? server : {};
    const client = { version: options.clientVersion, capabilities: this.answering.capabilities };
    this.#opener = new Opener(plan.protocol, client, legacySse);
    this.#app =
      start && new HostedApp({ ...server, start } as ConstructorParameters<typeof HostedApp>[0], options.parent);
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

  /** Starts or reaches a server and does the handshake; never rejects. `onAsked` is called when the first question has gone out. */
  async open(signal: StopSignal, deadline = this.deadline(), onAsked?: () => void): Promise<Connected> {
    const session = await this.openRaw(signal, deadline);
    // A start that has a time limit of its own takes nothing of this one.
    const { leftMs: timeoutMs } = this.#app?.hasOwnLimit ? this.deadline() : deadline;
    const starter = { start: () => this.openRaw(signal), end: (one: Session) => this.endBeside({ session: one }) };
    const opening = this.#opener.open(session, starter, { timeoutMs, signal });
    onAsked?.();
    const opened = await opening;
    const surroundings = signal.aborted ? undefined : await this.#lookAround(opened, deadline);
    return { ...opened, ...(surroundings ? { surroundings } : {}) };
  }

  /** The revision that is asked for first. */
  get asked(): string {
    return this.#opener.asked;
  }

  /** A server without a handshake. */
  async openRaw(signal: StopSignal = this.options.stop, deadline = this.deadline()): Promise<Session> {
    const { parent } = this.options;
    const hosted = await this.#app?.ensure(signal, deadline.leftMs);
    this.#credentials ??= await credentialsFor(hosted?.server ?? this.plan.server, this.redactor, parent);
    const wire = await openWire(this.plan, this.redactor, parent, hosted, this.#credentials);
    return new Session(this.wiretap?.on(wire) ?? wire, this.answering.answer);
  }

  /** Ends one of those that are used beside the current server. */
  async endBeside({ session }: Pick<Connected, 'session'>): Promise<void> {
    await session.close(CLOSE_QUICKLY);
  }

  /** Ends the app, where there is one. */
  async endApp(graces: Graces): Promise<Shutdown | undefined> {
    return this.#app?.end(graces);
  }

  async #lookAround({ session, handshake }: Opened, { leftMs }: Deadline): Promise<Surroundings | undefined> {
    const { info, opening, offers } = handshake;
    const sent = session
      .framesSince(0)
      .find(({ direction, requestId }) => direction === 'out' && requestId === opening.id);
    const server = this.#app?.running ?? this.plan.server;
    if (info || offers || server.transport !== 'http' || !opening.http || !sent?.message) return undefined;
    const { lookAround } = await import('../wire/look-around.ts');
    return lookAround(server, opening.http, sent.message, leftMs);
  }
}
