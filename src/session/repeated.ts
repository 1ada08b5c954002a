/**
 * Responses with the id of a request that has been answered: a second answer to that, or the answer to an open request under another
 * id (a constant, a stale variable, a global that the next request overwrites). An open request may take its time, so that only its
 * end tells.
 */
import type { Irregularity, RequestId } from '../model.ts';
import type { IdTable, PendingRequest } from './pending.ts';

/** So many answers are kept to compare a second one with, and so many second ones that may be somebody's. */
const MOST_ANSWERS = 8;
const MOST = 200;

interface Repeated {
  readonly id: RequestId;
  readonly evidence: string;
  readonly duplicate: Irregularity;
  /** Whose it may be. */
  readonly candidates: readonly PendingRequest[];
  /** It came on the exchange of the one. */
  readonly isCarried: boolean;
}

export interface StandIn {
  readonly mismatch: Irregularity;
  readonly evidence: string;
}

export class RepeatedAnswers {
  /** The last that came while other requests were open. */
  #answers: { readonly id: RequestId; readonly message: unknown }[] = [];
  #open: Repeated[] = [];

  constructor(
    private readonly ids: IdTable,
    private readonly note: (irregularity: Irregularity) => void,
  ) {}

  /** A request gets its answer. */
  answered(id: RequestId, message: unknown): void {
    if (!this.ids.areSeveral) return;
    this.#answers.push({ id, message });
    if (this.#answers.length > MOST_ANSWERS) this.#answers.shift();
  }

  /** `requestId`: of the exchange that has carried it. */
  take(duplicate: Irregularity, id: RequestId, message: unknown, requestId?: RequestId): void {
    const isCarried = requestId !== undefined;
    const carrier = this.ids.get(requestId);
    const candidates = isCarried ? (carrier ? [carrier] : []) : this.#candidates(id, message);
    if (candidates.length === 0 || this.#open.length === MOST) return this.note(duplicate);
    this.#open.push({ id, evidence: JSON.stringify(message), duplicate, candidates, isCarried });
  }

  /** What stands in for the answer that `request` has not got; undefined where nothing does. */
  standIn(request: PendingRequest): StandIn | undefined {
    const may = this.#open.filter(({ candidates }) => candidates.includes(request));
    const found = may.find(({ id, isCarried }) => isCarried || id < request.id) ?? this.#beside(may);
    if (!found) return undefined;
    // Others that can only be of this request are of the same fault.
    const isOver = (one: Repeated) => one === found || (may.includes(one) && this.#waiting([one]).size === 1);
    this.#open = this.#open.filter((one) => !isOver(one));
    const message = `a response has the id ${found.id}, which had been answered, and the request ${request.id} has no answer`;
    return { mismatch: { rule: 'id-mismatch', message, evidence: found.evidence }, evidence: found.evidence };
  }

  /** Those that nobody waits for any more are what they seem. */
  settle(): void {
    if (!this.ids.areSeveral) this.#answers = [];
    if (this.#open.length === 0) return;
    const isOver = (one: Repeated) => this.#waiting([one]).size === 0;
    for (const one of this.#open.filter(isOver)) this.note(one.duplicate);
    this.#open = this.#open.filter((one) => !isOver(one));
  }

  stop(): void {
    this.#open = [];
  }

  /** With more answers than requests that wait, the server gives them twice, and they tell of no request. */
  #beside(may: readonly Repeated[]): Repeated | undefined {
    return may.length <= this.#waiting(may).size ? may[0] : undefined;
  }

  #waiting(of: readonly Repeated[]): ReadonlySet<PendingRequest> {
    const all = of.flatMap(({ candidates }) => candidates);
    return new Set(all.filter(({ id }) => this.ids.isOpen(id)));
  }

  /** Those that were sent later; those that were sent before only where it is another answer than the first one. */
  #candidates(id: RequestId, message: unknown): readonly PendingRequest[] {
    const first = this.#answers.findLast((one) => one.id === id);
    const isOther = first !== undefined && JSON.stringify(first.message) !== JSON.stringify(message);
    return this.ids.open().filter((request) => !request.isLiveness && (isOther || request.id > id));
  }
}
