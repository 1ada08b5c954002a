/** One conversation with a server: requests go out, frames come in, each request ends in an outcome that says what happened. */
import { hasAnswer } from '../model/outcome.ts';
import type { Closure, Exchange, Frame, Irregularity, NoAnswer, Outcome, RequestId } from '../model.ts';
import type { Graces, Wire, WireListener } from '../wire/wire.ts';
import type { Answerer } from './host.ts';
import { Inbox } from './inbox.ts';
import { readOn } from './last-reading.ts';
import { LastWords, type UnaskedEnd } from './last-words.ts';
import { isLost, LivenessMonitor } from './liveness.ts';
import { isSuspicious, withLiveness } from './outcomes.ts';
import { PanicWatch } from './panic-watch.ts';
import { IdTable, type PendingRequest } from './pending.ts';
import type { RequestOptions } from './request-options.ts';

export type { RequestOptions };

/** A cause may reach stderr a moment after the answer. */
const STDERR_GRACE_MS = 150;
const SILENT: Exchange['liveness'] = { asked: 0, answered: 0, longestWaitMs: 0 };

export class Session {
  readonly #ids = new IdTable();
  readonly #inbox: Inbox;
  readonly #monitor: LivenessMonitor;
  readonly #lastWords = new LastWords();
  readonly #panics = new PanicWatch(
    () => this.wire.stderr,
    () => this.#isAlive(),
  );
  readonly wire: Wire;

  /** `open` makes the wire; it is given the listener that feeds this session. `answerer`: who is asked before the plain host. */
  constructor(open: (listener: WireListener) => Wire, answerer?: Answerer) {
    this.#inbox = new Inbox(this.#ids, (message) => this.closure === undefined && this.wire.send(message), answerer);
    this.wire = open({
      frame: (frame) => {
        this.#monitor.heard(false);
        // An answer to a ping is a sign of life, not of work.
        if ((frame.message as { method?: unknown } | undefined)?.method !== undefined) this.#panics.heard();
        this.#inbox.take(frame);
      },
      partial: () => {
        this.#monitor.heard(true);
        this.#inbox.watchPartial(() => this.wire.pending?.());
      },
      exchanged: (id, http) => {
        const request = this.#ids.get(id);
        if (request) request.http = http;
      },
      noted: (irregularity) => this.#inbox.note(irregularity),
      failed: (id, why) => this.#ids.get(id)?.settle({ kind: 'no-answer', why }),
      isWaiting: (id) => this.#ids.isOpen(id),
      closed: (closure, id) => this.#closed(closure, id),
    });
    this.#monitor = new LivenessMonitor(
      (answered) => this.#ping(answered),
      () => this.wire.now(),
    );
  }

  /** Set once the server is gone. */
  get closure(): Closure | undefined {
    return this.wire.closure;
  }

  /** How the server went although nothing was asked of it; undefined while it is there, and once a request or we told it. */
  takeUnaskedEnd(closure = this.closure): UnaskedEnd | undefined {
    return this.#lastWords.take(closure, this.wire.stderr);
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

  /** Sends a request and resolves with all that came of it. Never rejects. */
  async request(method: string, params: object | null | undefined, options: RequestOptions): Promise<Exchange> {
    const mark = this.mark;
    const stderrMark = this.wire.stderr.position;
    if (!options.isAside) this.#lastWords.asked(stderrMark);
    const sentAtMs = this.wire.now();
    const watch = options.liveness ? this.#monitor.watch(options.timeoutMs) : undefined;
    const { request, settled } = this.#send(method, params, options);
    const why: NoAnswer = { reason: 'panicked' };
    const unwatch = options.liveness && this.#panics.watch(() => request.settle({ kind: 'no-answer', why }));
    const outcome = await settled;
    if (unwatch) unwatch();
    const durationMs = this.wire.now() - sentAtMs;
    if (!options.isAside) this.#lastWords.answered(outcome, this.wire.stderr.position);
    const frames = this.framesSince(mark);
    const liveness = (await watch?.done(hasAnswer({ outcome }))) ?? SILENT;
    if (isSuspicious(outcome) && !(options.expectsError && hasAnswer({ outcome })))
      await this.wire.stderr.settled(STDERR_GRACE_MS);
    const stderr = this.wire.stderr.since(stderrMark);
    const { id, irregularities, http } = request;
    const facts = { method, id, sentAtMs, durationMs, frames, stderr, liveness, irregularities };
    return { ...facts, outcome: withLiveness(outcome, liveness), ...(http ? { http } : {}) };
  }

  notify(method: string, params?: object): void {
    if (!this.closure) this.wire.send({ jsonrpc: '2.0', method, ...(params ? { params } : {}) });
    this.#inbox.notificationSent();
  }

  async close(graces: Graces) {
    this.#monitor.stop();
    const shutdown = await this.wire.close(graces);
    this.#inbox.stop();
    return shutdown;
  }

  #send(method: string, params: object | null | undefined, { timeoutMs, signal }: RequestOptions) {
    const id = this.#ids.nextId();
    let request!: PendingRequest;
    const settled = new Promise<Outcome>((resolve) => {
      const settle = (outcome: Outcome) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', interrupt);
        this.#ids.remove(id, outcome.kind === 'no-answer' ? 'given-up' : 'answered');
        resolve(outcome);
      };
      const giveUp = (why: NoAnswer) => {
        settle({ kind: 'no-answer', why });
        // MCP 2025-11-25, Lifecycle, Timeouts: tell the server; initialize must not be cancelled.
        if (method !== 'initialize') this.notify('notifications/cancelled', { requestId: id, reason: 'Timed out' });
        this.wire.abandon?.(id);
      };
      const interrupt = () => giveUp({ reason: 'interrupted' });
      const timer = setTimeout(() => void this.#timeUp(id, giveUp), timeoutMs);
      request = { id, method, isLiveness: false, irregularities: [], settle };
      this.#ids.add(request);
      signal?.addEventListener('abort', interrupt, { once: true });
      if (this.closure) settle({ kind: 'closed', closure: this.closure });
      else if (signal?.aborted) interrupt();
      else this.wire.send({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) }, id);
    });
    return { request, settled };
  }

  /** The last look before the verdict: bytes that only lack their line end are an answer after all. */
  async #timeUp(id: RequestId, giveUp: (why: NoAnswer) => void): Promise<void> {
    await readOn(() => this.#ids.isOpen(id));
    if (this.#ids.isOpen(id)) this.#inbox.judgeLast(this.wire.pending?.(), false);
    if (this.closure) this.#ids.get(id)?.settle({ kind: 'closed', closure: this.closure });
    if (this.#ids.isOpen(id)) giveUp({ reason: 'timeout', liveness: SILENT });
  }

  #ping(ended: (isLost: boolean) => void): void {
    if (this.closure) return;
    const id = this.#ids.nextId();
    const settle = (outcome: Outcome) => {
      this.#ids.remove(id, 'answered');
      if (outcome.kind !== 'closed') ended(isLost(outcome));
    };
    this.#ids.add({ id, method: 'ping', isLiveness: true, irregularities: [], settle });
    this.wire.send({ jsonrpc: '2.0', id, method: 'ping' }, id);
  }

  /** Whether a ping is answered while there is time; never asked of a server that is gone. */
  #isAlive(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.closure) resolve(false);
      else this.#ping(() => resolve(true));
    });
  }

  #closed(closure: Closure, requestId?: RequestId): void {
    if (requestId !== undefined) return this.#ids.get(requestId)?.settle({ kind: 'closed', closure });
    this.#monitor.stop();
    const open = this.#ids.open().length;
    this.#inbox.judgeLast(this.wire.pending?.(), closure.reason === 'stdout-closed');
    // An answer that broke off has told it.
    if (this.#ids.open().length < open) this.#lastWords.tell();
    for (const request of this.#ids.open()) request.settle({ kind: 'closed', closure });
  }
}
