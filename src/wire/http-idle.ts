/**
 * Which kept connection may carry the next request. A request that may have reached the server is never sent again, so none
 * goes onto a connection that the server may be closing at that moment: the first one is watched, and shows for how long the
 * server leaves an idle connection open; others are used again while they have been idle for half of that at most.
 */
import type { Agent, ClientRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { nextTurn } from '../waiting.ts';

/** When the watched connection is looked at. Who serves one connection after the other waits for the end of that. */
const WATCH_MS = [100, 1000] as const;

export interface Agents {
  /** Has one connection, which is never used again. */
  readonly watched: Agent;
  /** Must use its sockets first in, first out: it passes over destroyed ones at the front only. */
  readonly kept: Agent;
  /** A connection for each request. */
  readonly single: Agent;
}

/** Calls that node's own agent makes; its types leave out that the first one decides. */
interface Hooks {
  keepSocketAlive(socket: Duplex): boolean;
  reuseSocket(socket: Duplex, request: ClientRequest): void;
}

export class IdleConnections {
  /** How long the server is known to leave an idle connection open; undefined while it is not known. */
  #openMs: number | undefined;
  /** Of those that are idle now. */
  readonly #freedAt = new WeakMap<Duplex, number>();
  readonly #known = new WeakSet<Duplex>();
  readonly #dropped = new WeakSet<Duplex>();

  constructor(private readonly agents: Agents) {
    for (const agent of [agents.watched, agents.kept]) this.#hookInto(agent);
  }

  /** The agent for a request that is made at once: its connection is new, or has just been seen to be alive. */
  async agent(): Promise<Agent> {
    const { watched, kept, single } = this.agents;
    if (this.#openMs === undefined) return socketsOf(watched).length === 0 ? watched : single;
    if (this.#openMs > 0 && idleOf(kept).length > 0) {
      // What has come from the network, the end of a connection too, is read in one turn of the event loop.
      await nextTurn();
      this.#dropStale();
    }
    return this.#openMs > 0 ? kept : single;
  }

  #hookInto(agent: Agent): void {
    const { keepSocketAlive, reuseSocket } = agent as unknown as Hooks;
    const hooks: Hooks = {
      keepSocketAlive: (socket) => {
        const isKept = this.#openMs !== 0 && keepSocketAlive.call(agent, socket);
        if (isKept) this.#freed(socket, agent);
        return isKept;
      },
      reuseSocket: (socket, request) => {
        this.#freedAt.delete(socket);
        reuseSocket.call(agent, socket, request);
      },
    };
    Object.assign(agent, hooks);
  }

  #freed(socket: Duplex, agent: Agent): void {
    this.#freedAt.set(socket, performance.now());
    if (this.#known.has(socket)) return;
    this.#known.add(socket);
    socket.once('close', () => this.#closed(socket));
    if (agent !== this.agents.watched) return;
    for (const afterMs of WATCH_MS) setTimeout(() => this.#look(socket, afterMs), afterMs).unref();
  }

  async #look(socket: Duplex, afterMs: number): Promise<void> {
    // Its end may have come and not been read.
    await nextTurn();
    if (socket.readableEnded || socket.destroyed || this.#openMs === 0) return;
    this.#openMs = afterMs;
    if (afterMs === WATCH_MS.at(-1)) this.#drop(socket);
  }

  #closed(socket: Duplex): void {
    if (!this.#freedAt.has(socket) || this.#dropped.has(socket)) return;
    if (this.#openMs === undefined || this.#ageMs(socket) < this.#openMs) this.#openMs = 0;
  }

  #dropStale(): void {
    for (const socket of idleOf(this.agents.kept)) {
      if (socket.readableEnded) socket.destroy();
      else if (this.#ageMs(socket) > this.#openMs! / 2) this.#drop(socket);
    }
  }

  #drop(socket: Duplex): void {
    this.#dropped.add(socket);
    socket.destroy();
  }

  #ageMs(socket: Duplex): number {
    return performance.now() - (this.#freedAt.get(socket) ?? 0);
  }
}

function idleOf({ freeSockets }: Agent): Duplex[] {
  return Object.values(freeSockets).flatMap((sockets) => sockets ?? []);
}

function socketsOf(agent: Agent): Duplex[] {
  return [...Object.values(agent.sockets).flatMap((sockets) => sockets ?? []), ...idleOf(agent)];
}
