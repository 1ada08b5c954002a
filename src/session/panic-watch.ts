/**
 * Rust: a handler that panics takes its answer along, and the server lives on. stderr is read while requests are open, each
 * character once; the request is given up when nothing but answers to pings has come for a while after the panic.
 */
import type { StderrLog } from '../wire/stderr.ts';
import { Chain } from './chain.ts';

const LOOK_MS = 100;
/** A panic that the handler catches is followed by an answer, or by other words. */
const GRACE_MS = 1500;
const PANIC = /^thread '[^'\n]{0,100}' (?:\(\d{1,10}\) )?panicked at /m;
/** The head of a panic may come in two pieces. */
const OVERLAP = 200;

interface Watched {
  readonly lost: () => void;
  isOver?: true;
  /** The position on stderr that the panic stands behind. */
  panickedAt?: number;
}

export class PanicWatch {
  readonly #watched = new Chain<Watched>();
  #timer: NodeJS.Timeout | undefined;
  #seen = 0;
  #from = 0;
  #heardAt = 0;

  /** `isAlive` asks for a sign of life: a machine under load is given its time. */
  constructor(
    private readonly stderr: () => StderrLog,
    private readonly isAlive: () => Promise<boolean>,
  ) {}

  /** Watches one request; the function that it gives ends that. */
  watch(lost: () => void): () => void {
    const watched: Watched = { lost };
    if (this.#watched.size === 0) {
      this.#from = this.#seen = this.stderr().position;
      // Of many calls in a row one timer.
      this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref();
    }
    const link = this.#watched.add(watched);
    return () => {
      watched.isOver = true;
      this.#watched.remove(link);
    };
  }

  /** The server said something that is no answer to a ping: it is at work. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  #look(): void {
    if (this.#watched.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    const stderr = this.stderr();
    if (stderr.position > this.#seen) {
      const from = Math.max(this.#from, this.#seen - OVERLAP);
      const fresh = stderr.since(from);
      this.#seen = stderr.position;
      this.heard();
      const { first: only } = this.#watched;
      // Of several open requests nobody can tell which one it took along.
      if (only && this.#watched.size === 1 && PANIC.test(fresh)) only.panickedAt ??= from;
    }
    if (performance.now() - this.#heardAt < GRACE_MS) return;
    for (const one of this.#watched.values()) if (one.panickedAt !== undefined) void this.#settle(one);
  }

  async #settle(one: Watched): Promise<void> {
    const { panickedAt } = one;
    delete one.panickedAt;
    if (panickedAt === undefined || !mayBeHandler(this.stderr().since(panickedAt))) return;
    if ((await this.isAlive()) && !one.isOver) one.lost();
  }
}

/** Where a backtrace is printed and nothing of MCP is on it, a background task of the server's own has panicked. */
function mayBeHandler(said: string): boolean {
  const backtrace = said.indexOf('\nstack backtrace:');
  return backtrace === -1 || /mcp/i.test(said.slice(backtrace));
}
