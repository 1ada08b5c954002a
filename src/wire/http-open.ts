/** The requests whose exchange is under way: each can be given up alone. */
import type { RequestId } from '../model.ts';
import { Stop, type StopSignal } from '../stopping.ts';
import { within } from '../waiting.ts';

/** A server that has not taken the cancellation by then is told by the end of the connection. */
const CANCELLED_MS = 1000;

export class OpenExchanges {
  readonly #open = new Map<RequestId, Stop>();

  /** Aborted when the exchange is given up. */
  begin(id: RequestId): StopSignal {
    const signal = new Stop();
    this.#open.set(id, signal);
    return signal;
  }

  end(id: RequestId): void {
    this.#open.delete(id);
  }

  /** Gives one up once the server has been `told`: the end of a connection is no cancellation (MCP 2025-11-25, Transports). */
  async abandon(id: RequestId, told: Promise<unknown>): Promise<void> {
    await within(CANCELLED_MS, told);
    this.#open.get(id)?.abort();
  }

  abandonAll(): void {
    for (const signal of this.#open.values()) signal.abort();
  }
}
