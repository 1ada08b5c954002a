/** The id table: which requests are open, which ids have been used, and how an answer finds its request. */
import type { HttpExchange, Irregularity, Outcome, RequestId } from '../model.ts';

export interface PendingRequest {
  readonly id: RequestId;
  readonly method: string;
  /** A ping of the liveness monitor, or what stays open beside a step: answered or not, it is no step of its own. */
  readonly isLiveness: boolean;
  readonly irregularities: Irregularity[];
  /** What carried the answer, over HTTP. */
  http?: HttpExchange;
  settle(outcome: Outcome): void;
}

export type Match =
  | { readonly kind: 'open'; readonly request: PendingRequest; readonly irregularity?: Irregularity }
  /** Answered before, or given up: a second answer is a fault, a late one is not. */
  | { readonly kind: 'duplicate' | 'late' | 'unknown'; readonly irregularity?: Irregularity };

export class IdTable {
  #next = 0;
  readonly #open = new Map<RequestId, PendingRequest>();
  readonly #ended = new Map<RequestId, 'answered' | 'given-up'>();

  nextId(): number {
    return this.#next++;
  }

  add(request: PendingRequest): void {
    this.#open.set(request.id, request);
  }

  isOpen(id: RequestId): boolean {
    return this.#open.has(id);
  }

  get(id: RequestId): PendingRequest | undefined {
    return this.#open.get(id);
  }

  remove(id: RequestId, how: 'answered' | 'given-up'): void {
    this.#open.delete(id);
    this.#ended.set(id, how);
  }

  /** Open requests in the order they were sent. */
  open(): readonly PendingRequest[] {
    return [...this.#open.values()];
  }

  /** The one that a fault without an id of its own most likely belongs to: the oldest that is not a ping. */
  suspect(): PendingRequest | undefined {
    const open = this.open();
    return open.find((request) => !request.isLiveness) ?? open[0];
  }

  /** Finds the request of a response id (JSON-RPC 2.0, section 5: the same value as in the request). */
  match(id: unknown): Match {
    const exact = this.#open.get(id as RequestId);
    if (exact) return { kind: 'open', request: exact };
    const asNumber = typeof id === 'string' && id.trim() !== '' ? Number(id) : undefined;
    const loose = asNumber === undefined ? undefined : this.#open.get(asNumber);
    if (loose) return { kind: 'open', request: loose, irregularity: wrongType(id as string, loose.id) };
    const ended = this.#ended.get(id as RequestId);
    if (ended === 'given-up') return { kind: 'late' };
    if (ended === 'answered') return { kind: 'duplicate', irregularity: duplicate(id as RequestId) };
    return { kind: 'unknown' };
  }
}

function wrongType(got: string, sent: RequestId): Irregularity {
  const message = `the response has the id ${JSON.stringify(got)} (a string) where the request has ${sent} (a number)`;
  return { rule: 'id-type', message, evidence: `"id": ${JSON.stringify(got)}` };
}

function duplicate(id: RequestId): Irregularity {
  return {
    rule: 'duplicate-reply',
    message: `the request ${id} was answered twice`,
    evidence: `"id": ${JSON.stringify(id)}`,
  };
}
