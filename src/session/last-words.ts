/** What a server that goes away by itself leaves behind: how it ended, and what it wrote after its last answer. */
import { type Closure, hasAnswer, type Outcome } from '../model.ts';
import type { StderrLog } from '../wire/stderr.ts';

export interface UnaskedEnd {
  readonly closure: Closure;
  /** What it wrote to stderr since its last answer; where that is nothing, since the last request. */
  readonly stderr: string;
}

const UNASKED: readonly Closure['reason'][] = ['exit', 'stdout-closed'];

export class LastWords {
  #askedAt = 0;
  #answeredAt = 0;
  #isTold = false;
  #answers = 0;

  /** A request goes out; `position` on stderr. */
  asked(position: number): void {
    this.#askedAt = position;
  }

  /** A request has ended; one that ended with the server tells its end. */
  answered(outcome: Outcome, position: number): void {
    this.#answeredAt = position;
    if (hasAnswer({ outcome })) this.#answers++;
    if (outcome.kind === 'closed') this.tell();
  }

  /** With how many requests had been answered by then. */
  counted(closure: Closure): Closure {
    return { ...closure, answered: this.#answers };
  }

  tell(): void {
    this.#isTold = true;
  }

  /** Once, unless it is asked for again. */
  take(closure: Closure | undefined, stderr: StderrLog, isAgain: boolean): UnaskedEnd | undefined {
    if (!closure || (this.#isTold && !isAgain) || !UNASKED.includes(closure.reason)) return undefined;
    this.tell();
    // The pipes have no order: the words may have been read before the answer that came first.
    const behind = stderr.since(this.#answeredAt);
    return { closure: this.counted(closure), stderr: behind.trim() === '' ? stderr.since(this.#askedAt) : behind };
  }
}
