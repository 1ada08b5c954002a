/**
 * FIFOs and devices as outputs. They are opened and written without ever blocking: a thread that waits in the system
 * keeps even the end of the process waiting.
 */
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import type { StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';

/** How long nothing may be taken from us. */
const PATIENCE_MS = 10_000;
const POLL_MS = 20;
/** No reader yet; no room at the moment. */
const LATER: readonly unknown[] = ['ENXIO', 'EAGAIN'];

export class Device {
  #file: number | undefined;
  #pending: Buffer[] = [];
  #written = 0;

  constructor(private readonly path: string) {}

  /** Keeps what cannot be written now. Throws what waiting will not mend. */
  write(content: string | Uint8Array): void {
    this.#pending.push(typeof content === 'string' ? Buffer.from(content) : Buffer.from(content));
    this.#pump();
  }

  /** Resolves when all is written. Rejects when nothing is taken for too long, and when `giveUp` aborts. */
  async finish(giveUp: StopSignal | undefined): Promise<void> {
    try {
      await this.#drain(giveUp);
    } finally {
      if (this.#file !== undefined) closeSync(this.#file);
    }
  }

  async #drain(giveUp: StopSignal | undefined): Promise<void> {
    let deadline = performance.now() + PATIENCE_MS;
    for (let written = this.#written; !this.#pump(); written = this.#written) {
      if (this.#written > written) deadline = performance.now() + PATIENCE_MS;
      if (giveUp?.aborted || performance.now() > deadline) throw new Error('nobody reads from it');
      await sleep(POLL_MS);
    }
  }

  /** Whether all is written. */
  #pump(): boolean {
    try {
      this.#file ??= openSync(this.path, constants.O_WRONLY | constants.O_NONBLOCK);
      for (let [part] = this.#pending; part; [part] = this.#pending) this.#writeSome(this.#file, part);
      return true;
    } catch (error) {
      if (LATER.includes((error as NodeJS.ErrnoException).code)) return false;
      throw error;
    }
  }

  #writeSome(file: number, part: Buffer): void {
    const count = writeSync(file, part);
    this.#written += count;
    if (count === part.length) this.#pending.shift();
    else this.#pending[0] = part.subarray(count);
  }
}
