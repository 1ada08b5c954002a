/** Our questions whether the server is there, beside the requests of the script. */
import type { Frame, Irregularity, Outcome, RequestId } from '../model.ts';
import { waitsForUs } from '../wire/rest.ts';
import type { Wire } from '../wire/wire.ts';
import { isLost } from './liveness.ts';
import type { IdTable } from './pending.ts';

/** What a question needs of its session. */
export interface Asker {
  readonly ids: IdTable;
  /** The method of the era. */
  method(): string;
  send(id: RequestId, method: string): void;
  wire(): Pick<Wire, 'closure' | 'isEnding' | 'started' | 'now'>;
}

/** Who is asked at such a moment and has the answer to another request in a buffer writes both at once. */
const AT_ONCE_MS = 250;

export class SignsOfLife {
  /** When a server was asked that did nothing but wait, although it owed an answer; until something comes. */
  #askedIdle: number | undefined;

  constructor(private readonly asker: Asker) {}

  /** `ended` is told when an answer has come, or the question was lost; never of a server that has gone. */
  async ask(ended: (isLost: boolean) => void): Promise<void> {
    const { asker } = this;
    const wire = asker.wire();
    const isIdle = this.#owes() && (await waitsForUs(wire.started));
    if (this.#hasEnded()) return;
    this.#askedIdle = isIdle && this.#owes() ? wire.now() : undefined;
    const id = asker.ids.nextId();
    const method = asker.method();
    const settle = (outcome: Outcome) => {
      asker.ids.remove(id, 'answered');
      if (outcome.kind !== 'closed') ended(isLost(outcome));
    };
    asker.ids.add({ id, method, isLiveness: true, irregularities: [], settle });
    asker.send(id, method);
  }

  /** The first that comes behind a question tells whether that has brought it out (catalogue: no-newline-flush). */
  heard({ message }: Frame): void {
    const askedAt = this.#askedIdle;
    this.#askedIdle = undefined;
    if (askedAt === undefined || this.asker.wire().now() - askedAt > AT_ONCE_MS) return;
    const { id, method } = (message ?? {}) as { id?: RequestId; method?: unknown };
    const request = method === undefined && id !== undefined ? this.asker.ids.get(id) : undefined;
    if (request && !request.isLiveness) request.irregularities.push(heldBack(request.method, this.asker.method()));
  }

  #hasEnded(): boolean {
    const { closure, isEnding } = this.asker.wire();
    return closure !== undefined || isEnding === true;
  }

  #owes(): boolean {
    return this.asker.ids.open().some((request) => !request.isLiveness);
  }

  /** Whether a question is answered while there is time. */
  isAlive(): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#hasEnded()) resolve(false);
      else void this.ask(() => resolve(true));
    });
  }
}

function heldBack(method: string, question: string): Irregularity {
  return {
    rule: 'no-newline-flush',
    message:
      `the answer to ${method} had stayed in a buffer: the server was already waiting for the next message, and it came only when we sent ` +
      `one (${question})`,
  };
}
