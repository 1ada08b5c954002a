/** The requests whose exchange is under way: each can be given up alone. */
import { setMaxListeners } from 'node:events';
import type { RequestId } from '../model.ts';
import { within } from '../waiting.ts';

/** A server that has not taken the cancellation by then is told by the end of the connection. */
const CANCELLED_MS = 1000;

export class OpenExchanges {
  readonly #open = new Map<RequestId, AbortController>();

  /** Aborted when the exchange is given up. */
  begin(id: RequestId): AbortSignal {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    this.#open.set(id, controller);
    return controller.signal;
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
    for (const controller of this.#open.values()) controller.abort();
  }
}
