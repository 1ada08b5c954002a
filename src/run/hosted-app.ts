/** The app of one suite: started before the first connection, again when it has died; its port is chosen here. */
import type { AppStart, HttpServer, Shutdown } from '../model.ts';
import { abortSignalOf, type StopSignal } from '../stopping.ts';
import type { App } from '../wire/app.ts';
import type { Parent } from '../wire/parent.ts';
import type { Graces } from '../wire/wire.ts';
import { Deadline } from './deadline.ts';

/** A port that was free may be taken a moment later by somebody else. */
const MOST_STARTS = 3;
const GIVEN_UP: Graces = { stdinEndMs: 0, sigtermMs: 1000 };
/** Stands for itself until a port has been chosen. */
export const PORT = '${port}';
const TAKEN = /EADDRINUSE|address already in use/i;

export interface Hosted {
  readonly app: App;
  /** With the port filled in. */
  readonly server: HttpServer;
}

export class HostedApp {
  #hosted: Hosted | undefined;
  #starting: Promise<Hosted> | undefined;
  #port: number | undefined;

  constructor(
    private readonly server: HttpServer & { readonly start: AppStart },
    private readonly parent: Parent,
  ) {}

  /** What `${port}` stands for; undefined before the first start. */
  get port(): number | undefined {
    return this.#port;
  }

  /** The running app; one that did not come up has a closure. Never rejects for what the app does. */
  async ensure(signal: StopSignal, limitMs: number): Promise<Hosted> {
    const isFresh = this.#hosted !== undefined && !this.#hosted.app.closure;
    if (isFresh) return this.#hosted!;
    // Whoever asks meanwhile waits for the same start.
    this.#starting ??= this.#start(signal, limitMs);
    this.#hosted = await this.#starting.finally(() => {
      this.#starting = undefined;
    });
    return this.#hosted;
  }

  /** The server as it was started last, with its port. */
  get running(): HttpServer | undefined {
    return this.#hosted?.server;
  }

  /** `ready.timeout` is given. */
  get hasOwnLimit(): boolean {
    return this.server.start.readyTimeoutMs !== undefined;
  }

  /** Ends it with everything that it started. */
  async end(graces: Graces): Promise<Shutdown | undefined> {
    const shutdown = await this.#hosted?.app.end(graces);
    this.#hosted = undefined;
    return shutdown;
  }

  async #start(signal: StopSignal, limitMs: number): Promise<Hosted> {
    const { App } = await import('../wire/app.ts');
    const { isReady, waitUntilReady } = await import('../wire/ready.ts');
    const { freePort } = await import('../wire/port.ts');
    const deadline = new Deadline(this.server.start.readyTimeoutMs ?? limitMs);
    for (let starts = 1; ; starts++) {
      this.#port ??= await freePort();
      const server = withPort(this.server, this.#port);
      const isTaken = await isReady(server.start.ready, deadline.leftMs);
      const app = new App(server.start, this.parent);
      if (isTaken) await this.#giveWay(app);
      const died = new AbortController();
      app.ended.then(() => died.abort());
      const { ready } = server.start;
      const waiting = {
        ready,
        timeoutMs: deadline.leftMs,
        log: app.log,
        signal: AbortSignal.any([abortSignalOf(signal), died.signal]),
      };
      const missing = await waitUntilReady(waiting);
      // It runs on until it has been asked where it hangs: `end` ends it.
      if (missing !== undefined && !signal.aborted) app.giveUp('not-ready', { error: missing });
      if (isTaken || !this.#isTaken(app) || starts === MOST_STARTS) return { app, server };
      this.#port = undefined;
    }
  }

  /** Whoever answers there is not ours. */
  async #giveWay(app: App): Promise<void> {
    app.giveUp('not-ready', { error: 'something answered there before the app was started' });
    await app.end(GIVEN_UP);
  }

  #isTaken({ closure, log }: App): boolean {
    const usesPort = JSON.stringify(this.server.start).includes(PORT);
    return usesPort && closure?.reason === 'exit' && TAKEN.test(log.since(0));
  }
}

function withPort<T>(value: T, port: number): T {
  if (typeof value === 'string') return value.replaceAll(PORT, String(port)) as T;
  if (Array.isArray(value)) return value.map((item) => withPort(item, port)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPort(item, port)])) as T;
}
