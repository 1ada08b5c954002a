/** Responses that fit no open request: whose were they? What comes next, or does not come, tells. */
import type { Irregularity, Outcome } from '../model.ts';
import { type Envelope, fault } from './envelope.ts';
import type { IdTable, PendingRequest } from './pending.ts';

/** A stray is taken for the open request's answer when no better one comes in this time. */
const WAIT_MS = 750;

export type ResponseEnvelope = Extract<Envelope, { kind: 'response' }>;

interface Doubt {
  readonly request: PendingRequest;
  readonly timer: NodeJS.Timeout;
  readonly ifAnswered: () => void;
}

export class StrayResponses {
  readonly #doubts = new Set<Doubt>();
  #unansweredNotifications = 0;

  constructor(
    private readonly ids: IdTable,
    private readonly note: (irregularity: Irregularity, request?: PendingRequest) => void,
  ) {}

  notificationSent(): void {
    this.#unansweredNotifications++;
  }

  /** `carrier` is the open request that the response may belong to; over HTTP that `isCertain`. */
  take(envelope: ResponseEnvelope, message: unknown, carrier: PendingRequest | undefined, isCertain: boolean): void {
    const evidence = JSON.stringify(message);
    const { id } = envelope;
    if (carrier && isCertain && id === null) return takeAsAnswer(carrier, envelope, message);
    if (id === null || id === undefined) return this.#withoutId(envelope, message, evidence, carrier);
    const text = `a response has the id ${JSON.stringify(id)}, which no request of ours has`;
    this.note({ rule: 'id-mismatch', message: text, evidence }, carrier);
    const lost: Outcome = { kind: 'no-answer', why: { reason: 'unreadable', rule: 'id-mismatch', excerpt: evidence } };
    if (carrier) this.#doubt(carrier, () => carrier.settle(lost));
  }

  /** Decides what can be decided now: a request that has its own answer did not need the stray. */
  settle(): void {
    for (const doubt of this.#doubts) if (!this.ids.isOpen(doubt.request.id)) this.#end(doubt, doubt.ifAnswered);
  }

  stop(): void {
    for (const { timer } of this.#doubts) clearTimeout(timer);
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
    this.#doubt(
      carrier,
      () => takeAsAnswer(carrier, envelope, message),
      () => this.note(answered),
    );
  }

  #doubt(request: PendingRequest, ifStillOpen: () => void, ifAnswered: () => void = () => undefined): void {
    const timer = setTimeout(() => this.#end(doubt, this.ids.isOpen(request.id) ? ifStillOpen : ifAnswered), WAIT_MS);
    const doubt: Doubt = { request, timer, ifAnswered };
    this.#doubts.add(doubt);
  }

  #end(doubt: Doubt, verdict: () => void): void {
    clearTimeout(doubt.timer);
    this.#doubts.delete(doubt);
    verdict();
  }
}

/** With the id null a server says that it could not read our request (JSON-RPC 2.0, section 5); otherwise the id is lost. */
function takeAsAnswer(carrier: PendingRequest, { id, outcome, faults }: ResponseEnvelope, message: unknown): void {
  const isLegal = id === null && outcome.kind === 'rpc-error';
  const lost = fault(`the response has ${id === null ? 'the id null' : 'no id'}`, message);
  carrier.irregularities.push(...faults, ...(isLegal ? [] : [lost]));
  carrier.settle(outcome);
}
