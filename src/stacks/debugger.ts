/** A conversation with Node's inspector: requests by id, events by name. */
import type { StopSignal } from '../stopping.ts';
import { connectWebSocket, type WebSocketPeer } from './websocket.ts';

type Fields = Readonly<Record<string, unknown>>;

export class DebuggerSession {
  readonly #waiting = new Map<number, (result: Fields) => void>();
  readonly #events = new Map<string, (params: Fields) => void>();
  #peer!: WebSocketPeer;
  #lastId = 0;

  /** Rejects when nobody listens there. */
  static async open(url: URL, signal: StopSignal): Promise<DebuggerSession> {
    const session = new DebuggerSession();
    session.#peer = await connectWebSocket(url, (text) => session.#receive(text), signal);
    return session;
  }

  /** Resolves with the result; never, when the process does not answer. */
  request(method: string, params: object = {}): Promise<Fields> {
    const id = ++this.#lastId;
    this.#peer.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  on(event: string, heard: (params: Fields) => void): void {
    this.#events.set(event, heard);
  }

  /** The next event of this name. */
  next(event: string): Promise<Fields> {
    return new Promise((resolve) => this.on(event, resolve));
  }

  close(): void {
    this.#peer.close();
  }

  #receive(text: string): void {
    const { id, result, method, params } = JSON.parse(text) as {
      id?: number;
      result?: Fields;
      method?: string;
      params?: Fields;
    };
    if (id !== undefined) this.#waiting.get(id)?.(result ?? {});
    else if (method !== undefined) this.#events.get(method)?.(params ?? {});
  }
}
