/** The id table: which requests are open, which ids have been used, and how an answer finds its request. */
import type { HttpExchange, Irregularity, Outcome, RequestId } from '../model.ts';
import { Chain, type Link } from './chain.ts';

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
  readonly #open = new Chain<PendingRequest>();
  /** By their ids, which are counted: how each has ended, or where it stands among the open ones. */
  readonly #requests: (Link<PendingRequest> | 'answered' | 'given-up')[] = [];

  nextId(): number {
    return this.#next++;
  }

  add(request: PendingRequest): void {
    this.#requests[request.id as number] = this.#open.add(request);
  }

  isOpen(id: RequestId | undefined): boolean {
    return this.get(id) !== undefined;
  }

  get(id: RequestId | undefined): PendingRequest | undefined {
    const found = this.#requests[id as number];
    return typeof found === 'object' ? found.value : undefined;
  }

  remove(id: RequestId, how: 'answered' | 'given-up'): void {
    const found = this.#requests[id as number];
    if (typeof found === 'object') this.#open.remove(found);
    this.#requests[id as number] = how;
  }

  /** Open requests in the order they were sent. */
  open(): readonly PendingRequest[] {
    return this.#open.values();
  }

  /** Whether others are open beside one. */
  get areSeveral(): boolean {
    return this.#open.size > 1;
  }

  /** The one that a fault without an id of its own most likely belongs to: the oldest that is not a ping. */
  suspect(): PendingRequest | undefined {
    const open = this.open();
    return open.find((request) => !request.isLiveness) ?? open[0];
  }

  /** The one that came with `id`; else the likeliest. */
  carrier(id: RequestId | undefined): PendingRequest | undefined {
    return this.get(id) ?? this.suspect();
  }

  /** Where just one is open that is not a ping. */
  only(): PendingRequest | undefined {
    const [first, ...more] = this.open().filter((request) => !request.isLiveness);
    return more.length === 0 ? first : undefined;
  }

  /** What has carried the answer of a request that is still open. */
  carried(id: RequestId, http: HttpExchange): void {
    const request = this.get(id);
    if (request) request.http = http;
  }

  /** Finds the request of a response id (JSON-RPC 2.0, section 5: the same value as in the request). */
  match(id: unknown): Match {
    const exact = typeof id === 'number' ? this.get(id) : undefined;
    if (exact) return { kind: 'open', request: exact };
    const asNumber = typeof id === 'string' && id.trim() !== '' ? Number(id) : undefined;
    const loose = asNumber === undefined ? undefined : this.get(asNumber);
    if (loose) return { kind: 'open', request: loose, irregularity: wrongType(id as string, loose.id) };
    const ended = typeof id === 'number' ? this.#requests[id] : undefined;
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
