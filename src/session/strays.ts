/** Responses that fit no open request: whose were they? What comes next, or does not come, tells. */
import type { Irregularity, Outcome, RequestId } from '../model.ts';
import { type Envelope, fault } from './envelope.ts';
import type { IdTable, PendingRequest } from './pending.ts';
import { RepeatedAnswers } from './repeated.ts';

/** A stray is taken for the open request's answer when no better one comes in this time. */
const WAIT_MS = 750;

export type ResponseEnvelope = Extract<Envelope, { kind: 'response' }>;

/** Only what becomes of the request tells: the stray is its answer, or it was none. */
interface Doubt {
  readonly request: PendingRequest;
  readonly timer?: NodeJS.Timeout;
  readonly ifStillOpen: () => void;
  readonly ifAnswered: () => void;
}

export class StrayResponses {
  readonly #doubts = new Map<PendingRequest, Doubt[]>();
  readonly repeated: RepeatedAnswers;
  #unansweredNotifications = 0;

  constructor(
    private readonly ids: IdTable,
    private readonly note: (irregularity: Irregularity, request?: PendingRequest) => void,
  ) {
    this.repeated = new RepeatedAnswers(ids, (irregularity) => note(irregularity));
  }

  notificationSent(): void {
    this.#unansweredNotifications++;
  }

  /** `carrier` is the open request that the response may belong to; over HTTP that `isCertain`. */
  take(envelope: ResponseEnvelope, message: unknown, carrier: PendingRequest | undefined, isCertain: boolean): void {
    const evidence = JSON.stringify(message);
    const { id } = envelope;
    if (carrier && isCertain && id === null) return takeAsAnswer(carrier, envelope, message, true);
    if (id === null || id === undefined) return this.#withoutId(envelope, message, evidence, carrier);
    const text = `a response has the id ${JSON.stringify(id)}, which no request of ours has`;
    this.note({ rule: 'id-mismatch', message: text, evidence }, carrier);
    if (carrier) this.doubt(carrier, () => carrier.settle(lost(evidence)));
  }

  /** The first that came in the place of the request's answer is taken for it. False where none did. */
  standIn(id: RequestId): boolean {
    const request = this.ids.get(id);
    const [first] = (request && this.#doubts.get(request)) ?? [];
    if (first) this.#isTheAnswer(first);
    return first !== undefined || (request !== undefined && this.#repeatedFor(request));
  }

  #repeatedFor(request: PendingRequest): boolean {
    const found = this.repeated.standIn(request);
    if (!found) return false;
    this.note(found.mismatch, request);
    request.settle(lost(found.evidence));
    return true;
  }

  /** Decides what can be decided now: a request that has its own answer did not need the stray. */
  settle(): void {
    this.repeated.settle();
    for (const request of this.#doubts.keys())
      if (!this.ids.isOpen(request.id)) for (const { ifAnswered } of this.#end(request)) ifAnswered();
  }

  stop(): void {
    this.repeated.stop();
    for (const request of this.#doubts.keys()) this.#end(request);
  }

  /** Hand-written servers answer notifications, which have no id; others lose the id of a request. */
  #withoutId(
    envelope: ResponseEnvelope,
    message: unknown,
    evidence: string,
    carrier: PendingRequest | undefined,
  ): void {
    const isForNotification = this.#unansweredNotifications > 0;
    if (carrier && !isForNotification) return takeAsAnswer(carrier, envelope, message);
    this.#unansweredNotifications--;
    const answered = {
      rule: 'notification-answered',
      message: 'a notification was answered; it must not be',
      evidence,
    };
    if (!carrier) return this.note(answered);
    this.doubt(
      carrier,
      () => takeAsAnswer(carrier, envelope, message),
      () => this.note(answered),
    );
  }

  /** What came may be its answer: it is not, where that comes after all. */
  doubt(request: PendingRequest, ifStillOpen: () => void, ifAnswered: () => void = () => undefined): void {
    const timer = setTimeout(() => {
      if (this.ids.isOpen(request.id)) this.#isTheAnswer(doubt);
      else this.settle();
    }, WAIT_MS);
    const doubt: Doubt = { request, timer, ifStillOpen, ifAnswered };
    this.#add(doubt);
  }

  #add(doubt: Doubt): void {
    const doubts = this.#doubts.get(doubt.request);
    if (doubts) doubts.push(doubt);
    else this.#doubts.set(doubt.request, [doubt]);
  }

  /** Others that came in its place are of the same fault. */
  #isTheAnswer({ request, ifStillOpen }: Doubt): void {
    this.#end(request);
    ifStillOpen();
  }

  #end(request: PendingRequest): readonly Doubt[] {
    const doubts = this.#doubts.get(request) ?? [];
    this.#doubts.delete(request);
    for (const { timer } of doubts) clearTimeout(timer);
    return doubts;
  }
}

function lost(evidence: string): Outcome {
  return { kind: 'no-answer', why: { reason: 'unreadable', rule: 'id-mismatch', excerpt: evidence } };
}

/** Parse error, Invalid Request. */
const UNREAD: readonly unknown[] = [-32700, -32600];

/**
 * With the id null a server says that it could not read our request (JSON-RPC 2.0, section 5); otherwise the id is lost, and clients wait
 * on, unless an exchange of HTTP says whose it is.
 */
function takeAsAnswer(carrier: PendingRequest, response: ResponseEnvelope, message: unknown, isCertain = false): void {
  const { id, outcome, faults } = response;
  const isLegal = id === null && outcome.kind === 'rpc-error' && (isCertain || UNREAD.includes(outcome.error.code));
  const lost = fault(`the response has ${id === null ? 'the id null' : 'no id'}`, message);
  carrier.irregularities.push(...faults, ...(isLegal ? [] : [lost]));
  carrier.settle(outcome);
}
