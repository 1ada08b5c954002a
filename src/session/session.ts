/** One conversation with a server: requests go out, frames come in, each request ends in an outcome that says what happened. */
import { hasAnswer } from '../model/outcome.ts';
import type { Closure, Exchange, Frame, Irregularity, NoAnswer, RequestId } from '../model.ts';
import type { Graces, Wire, WireListener } from '../wire/wire.ts';
import type { Dialect } from './dialect/dialect.ts';
import { Echo } from './echo.ts';
import { type Answerer, Host } from './host.ts';
import { Inbox } from './inbox.ts';
import { LastWords, type UnaskedEnd } from './last-words.ts';
import { LivenessMonitor } from './liveness.ts';
import { Outbox } from './outbox.ts';
import { askedBy, isSuspicious, SILENT, withLiveness } from './outcomes.ts';
import { PanicWatch } from './panic-watch.ts';
import { IdTable } from './pending.ts';
import type { Experiment, RequestOptions } from './request-options.ts';
import { Rounds } from './rounds.ts';
import { SignsOfLife } from './signs-of-life.ts';

export type { Experiment, RequestOptions };

/** A cause may reach stderr a moment after the answer. */
const STDERR_GRACE_MS = 150;

export class Session {
  readonly #ids = new IdTable();
  readonly host: Host;
  readonly #inbox: Inbox;
  readonly #monitor: LivenessMonitor;
  readonly #lastWords = new LastWords();
  readonly #panics = new PanicWatch(
    () => this.wire.stderr,
    () => this.#signs.isAlive(),
  );
  readonly #signs: SignsOfLife;
  readonly #outbox: Outbox;
  readonly wire: Wire;

  /** `open` makes the wire; it is given the listener that feeds this session. `answerer`: who is asked before the plain host. */
  constructor(open: (listener: WireListener) => Wire, answerer?: Answerer) {
    this.host = new Host(answerer);
    const answer = (message: object) => this.closure === undefined && this.wire.send(message);
    const echo = new Echo(() => this.framesSince(0));
    this.#inbox = new Inbox(this.#ids, answer, this.host, () => this.dialect.isStateless, echo);
    this.#outbox = new Outbox(this.#ids, this.#inbox, () => this.wire);
    this.#signs = new SignsOfLife({
      ids: this.#ids,
      method: () => this.dialect.signOfLife,
      send: (id, method) => this.#outbox.put(id, method, undefined),
      wire: () => this.wire,
    });
    this.wire = open({
      frame: (frame) => {
        this.#monitor.heard(false);
        this.#signs.heard(frame);
        // An answer to a ping is a sign of life, not of work.
        if ((frame.message as { method?: unknown } | undefined)?.method !== undefined) this.#panics.heard();
        this.#inbox.take(frame);
      },
      partial: () => {
        this.#monitor.heard(true);
        this.#inbox.unread.watchPartial(() => this.wire.pending?.());
      },
      exchanged: (id, http) => this.#ids.carried(id, http),
      noted: (irregularity) => this.#inbox.note(irregularity),
      failed: (id, why) => this.#inbox.unanswered(id, why),
      isWaiting: (id) => this.#ids.isOpen(id),
      closed: (closure, id) => this.#closed(closure, id),
    });
    this.#monitor = new LivenessMonitor(
      (answered) => void this.#signs.ask(answered),
      () => this.wire.now(),
    );
  }

  /** How it is spoken to. */
  get dialect(): Dialect {
    return this.#outbox.dialect;
  }

  /** From here on in this dialect. */
  speak(dialect: Dialect): void {
    this.#outbox.dialect = dialect;
    this.wire.negotiated(dialect.isStateless ? dialect.protocol : undefined, dialect.isStateless);
  }

  /** The revision that both sides speak from here on. */
  negotiated(protocol: string): void {
    this.#inbox.revision = protocol;
    this.wire.negotiated(protocol, false);
  }

  /** Set once the server is gone. */
  get closure(): Closure | undefined {
    return this.wire.closure;
  }

  /** How the server went although nothing was asked of it; undefined while it is there, and once a request or we told it. */
  takeUnaskedEnd(closure = this.closure, isAgain = false): UnaskedEnd | undefined {
    return this.#lastWords.take(closure, this.wire.stderr, isAgain);
  }

  /** What becomes of the server from here on is our doing. */
  excuse(): void {
    this.#lastWords.tell();
  }

  /** What is known of our pings. */
  get pings(): Pick<LivenessMonitor, 'hasPonged' | 'isOpen' | 'forget' | 'isUnknown'> {
    return this.#monitor;
  }

  /** A line of stdout has begun and not ended. */
  get isMidLine(): boolean {
    return this.wire.pending?.() !== undefined;
  }

  /** A position for `framesSince`. */
  get mark(): number {
    return this.wire.frames.mark();
  }

  framesSince(mark: number): readonly Frame[] {
    return this.wire.frames.since(mark);
  }

  /** What was wrong with messages that belong to no request of ours; taking empties the list. */
  takeStrays(): readonly Irregularity[] {
    return this.#inbox.takeStrays();
  }

  /** Asks for a sign of life, whatever is asked for one in this era. Never rejects. */
  signOfLife(options: RequestOptions): Promise<Exchange> {
    return this.request(this.dialect.signOfLife, undefined, options);
  }

  /** One POST beside the conversation; undefined over stdio, and where no answer came. */
  async experiment(headers: Readonly<Record<string, string>>, { method, params, hangUpMs }: Experiment) {
    const id = `mcp-smoke-${method}`;
    const message = { jsonrpc: '2.0', id, method, params: this.dialect.params(params) };
    return this.wire.experiment?.({ ...this.dialect.headers(method, params), ...headers }, message, hangUpMs);
  }

  /** Sends a request and resolves with all that came of it. Never rejects. */
  async request(method: string, params: object | null | undefined, options: RequestOptions): Promise<Exchange> {
    const { mark, dialect } = this;
    const stderrMark = this.wire.stderr.position;
    if (!options.isAside) this.#lastWords.asked(stderrMark);
    const sentAtMs = this.wire.now();
    const watch = options.liveness ? this.#monitor.watch(options.timeoutMs, options.signal) : undefined;
    const rounds = new Rounds(this.#outbox, this.host, { method, params, options });
    const why: NoAnswer = { reason: 'panicked' };
    const unwatch = options.liveness && this.#panics.watch(() => rounds.request.settle({ kind: 'no-answer', why }));
    const outcome = await rounds.outcome();
    if (unwatch) unwatch();
    const durationMs = this.wire.now() - sentAtMs;
    if (!options.isAside) this.#lastWords.answered(outcome, this.wire.stderr.position);
    const frames = this.framesSince(mark);
    const liveness = askedBy(dialect, (await watch?.done(outcome)) ?? SILENT);
    if (isSuspicious(outcome) && !(options.expectsError && hasAnswer({ outcome })))
      await this.wire.stderr.settled(STDERR_GRACE_MS);
    const stderr = this.wire.stderr.since(stderrMark);
    // What comes of the cancellation is none of the call's.
    rounds.letGo();
    const { earlierIds, request } = rounds;
    const { id, http } = request;
    const irregularities = [...rounds.irregularities, ...dialect.read(method, outcome)];
    const facts = { method, id, sentAtMs, durationMs, frames, stderr, liveness, irregularities };
    const earlier = earlierIds.length > 0 ? { earlierIds } : {};
    const more = { ...earlier, ...(http ? { http } : {}), ...(options.isOpening ? { isOpening: true as const } : {}) };
    return { ...facts, outcome: withLiveness(outcome, liveness), ...more };
  }

  /** Something that was wrong beside any request. */
  note(irregularity: Irregularity): void {
    this.#inbox.note(irregularity);
  }

  notify(method: string, params?: object): void {
    this.#outbox.tell({ jsonrpc: '2.0', method, ...(params ? { params } : {}) });
  }

  async close(graces: Graces) {
    this.#monitor.stop();
    const shutdown = await this.wire.close(graces);
    this.#inbox.stop();
    this.#outbox.stop();
    return shutdown;
  }

  #closed(ended: Closure, requestId?: RequestId): void {
    if (requestId !== undefined) return this.#ids.get(requestId)?.settle({ kind: 'closed', closure: ended });
    const closure = this.#lastWords.counted(ended);
    this.#monitor.stop();
    const open = this.#ids.open().length;
    this.#inbox.unread.judgeLast(this.wire.pending?.(), closure);
    // An answer that broke off has told it.
    if (this.#ids.open().length < open) this.#lastWords.tell();
    for (const request of this.#ids.open()) request.settle({ kind: 'closed', closure });
  }
}
