/** A question to the server whether it is there. */
import { OwnTime } from './own-time.ts';

export class Question {
  answeredAt: number | undefined;
  /** Its own connection was lost: whether the server would have answered is not known. */
  isLost = false;
  /** When something last came from the server, or it was asked; by the wire's clock. */
  heardAt: number;
  readonly #own = new OwnTime();
  #ownHeardAt = this.#own.now();
  #longestMs = 0;

  constructor(readonly askedAt: number) {
    this.heardAt = askedAt;
  }

  get isOpen(): boolean {
    return this.answeredAt === undefined && !this.isLost;
  }

  /** How long nothing has come while it is open, in our own time. */
  get quietMs(): number {
    return this.#own.now() - this.#ownHeardAt;
  }

  /** The longest that nothing came while it was open, in our own time. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /** Something came; a pause in the middle of a line is not counted. */
  heard(nowMs: number, wasMidLine: boolean): void {
    if (!wasMidLine) this.#longestMs = Math.max(this.#longestMs, this.quietMs);
    this.heardAt = nowMs;
    this.#ownHeardAt = this.#own.now();
  }

  end(nowMs: number, isLost: boolean): void {
    if (isLost) this.isLost = true;
    else this.answeredAt = nowMs;
    this.release();
  }

  /** Nobody waits for its answer any more. */
  release(): void {
    this.#own.stop();
  }
}
