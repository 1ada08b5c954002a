/** What goes out, in the dialect that is spoken; each request ends in an outcome. */
import type { NoAnswer, Outcome, RequestId } from '../model.ts';
import type { Wire } from '../wire/wire.ts';
import { AbortListeners } from './abort-listeners.ts';
import { Deadlines } from './deadlines.ts';
import type { Dialect } from './dialect/dialect.ts';
import { stateful } from './dialect/stateful.ts';
import type { Inbox } from './inbox.ts';
import { readOn } from './last-reading.ts';
import { SILENT } from './outcomes.ts';
import type { IdTable, PendingRequest } from './pending.ts';
import type { RequestOptions } from './request-options.ts';

export class Outbox {
  dialect: Dialect = stateful();
  readonly #aborts = new AbortListeners();
  readonly #deadlines = new Deadlines();

  constructor(
    private readonly ids: IdTable,
    private readonly inbox: Pick<Inbox, 'unread' | 'standIn' | 'notificationSent'>,
    private readonly theWire: () => Wire,
  ) {}

  private get wire(): Wire {
    return this.theWire();
  }

  request(
    method: string,
    params: object | null | undefined,
    { timeoutMs, signal, isStanding = false, liveness = false }: RequestOptions,
  ) {
    const id = this.ids.nextId();
    const { dialect } = this;
    let request!: PendingRequest;
    let isHeld = false;
    let unlisten: (() => void) | undefined;
    // What the server is told may free it: who asks for signs of life lets go when that is over.
    const letGo = () => {
      if (!isHeld) return;
      isHeld = false;
      const told = dialect.cancellation(id, method, this.wire.transport);
      if (told) this.tell(told);
      this.wire.abandon?.(id);
    };
    const settled = new Promise<Outcome>((resolve) => {
      const settle = (outcome: Outcome) => {
        inTime();
        unlisten?.();
        this.ids.remove(id, outcome.kind === 'no-answer' ? 'given-up' : 'answered');
        resolve(outcome);
      };
      const giveUp = (why: NoAnswer) => {
        settle({ kind: 'no-answer', why });
        isHeld = true;
        if (!liveness || why.reason !== 'timeout') letGo();
      };
      const interrupt = () => giveUp({ reason: 'interrupted' });
      const inTime = this.#deadlines.add(timeoutMs, () => void this.#timeUp(id, giveUp));
      request = { id, method, isLiveness: isStanding, irregularities: [], settle };
      this.ids.add(request);
      unlisten = signal && this.#aborts.add(signal, interrupt);
      if (this.wire.closure) settle({ kind: 'closed', closure: this.wire.closure });
      else if (signal?.aborted) interrupt();
      else this.put(id, method, params);
    });
    return { request, settled, letGo };
  }

  /** The conversation is over. */
  stop(): void {
    this.#deadlines.stop();
  }

  /** The last look before the verdict: bytes that only lack their line end are an answer after all. */
  async #timeUp(id: RequestId, giveUp: (why: NoAnswer) => void): Promise<void> {
    await readOn(() => this.ids.isOpen(id));
    if (this.ids.isOpen(id)) this.inbox.unread.judgeLast(this.wire.pending?.());
    if (this.wire.closure) this.ids.get(id)?.settle({ kind: 'closed', closure: this.wire.closure });
    if (this.ids.isOpen(id) && !this.inbox.standIn(id)) giveUp({ reason: 'timeout', liveness: SILENT });
  }

  put(id: RequestId, method: string, params: object | null | undefined): void {
    const dressed = this.dialect.params(params);
    const message = { jsonrpc: '2.0', id, method, ...(dressed === undefined ? {} : { params: dressed }) };
    this.wire.send(message, id, this.dialect.headers(method, params));
  }

  tell(notification: object): void {
    if (!this.wire.closure) this.wire.send(notification);
    this.inbox.notificationSent();
  }
}
