/**
 * Is the server alive while a request of ours is open? `ping` (MCP 2025-11-25, Ping) is asked after a moment, then at a
 * steady pace, never two at once, and once more shortly before the time limit. Any answer, an error too, is a sign of life.
 */
import { hasAnswer, isTimeout, type Liveness, type Outcome } from '../model.ts';
import type { StopSignal } from '../stopping.ts';
import { sleep } from '../waiting.ts';
import { Chain } from './chain.ts';
import { SILENT } from './outcomes.ts';
import { Question } from './question.ts';

const FIRST_MS = 500;
const PACE_MS = 1000;
/** A question this young says nothing: when the time limit strikes it is waited for until it does, or is answered. */
const MEANINGFUL_MS = 900;
/** Who writes at least this often meanwhile is not busy with something else. */
const STEADY_MS = 500;

/** A question that was late at the answer of the call is given this long: a loop that is free again answers at once. */
const AFTERMATH_MS = 300;
const LATE_MS = 1000;
const MOST_PINGS = 100;

interface Watch {
  readonly since: number;
  readonly deadline: number;
}

export class LivenessMonitor {
  readonly #questions: Question[] = [];
  readonly #watches = new Chain<Watch>();
  #timer: NodeJS.Timeout | undefined;
  #isMidLine = false;
  #isStopped = false;
  /** Set once a ping to the idle server was not answered either: it knows none. */
  isUnknown = false;
  /** When the timer strikes. */
  #dueAtMs = Number.POSITIVE_INFINITY;

  /** `ask` sends a ping and calls back when it is answered or lost; `now` is the wire's clock. */
  constructor(
    private readonly ask: (ended: (isLost: boolean) => void) => void,
    private readonly now: () => number,
  ) {}

  /** A ping has been answered: that the next is not means something. */
  get hasPonged(): boolean {
    return this.#questions.some(({ answeredAt }) => answeredAt !== undefined);
  }

  get isOpen(): boolean {
    return this.#openQuestion() !== undefined;
  }

  /** The open question never got to the server; others may be put. */
  forget(): void {
    this.#openQuestion()?.release();
    this.#questions.splice(0, this.#questions.length, ...this.#questions.filter((one) => one !== this.#openQuestion()));
    this.#schedule();
  }

  /**
   * Something came: whoever writes is alive, and the answer to a question stands behind what is being written. In the middle
   * of a line a pause is the writer's: no answer can come before its end.
   */
  heard(isMidLine: boolean): void {
    const wasMidLine = this.#isMidLine;
    this.#isMidLine = isMidLine;
    this.#openQuestion()?.heard(this.now(), wasMidLine);
  }

  /**
   * Watches one request; `done` ends it and says what was heard. After an answered request only answered questions
   * count: a server without ping is not a blocked one. After a time-out, a question that is too young to tell is waited for.
   */
  watch(timeoutMs: number, signal?: StopSignal): { done(outcome: Outcome): Liveness | Promise<Liveness> } {
    const watch = { since: this.now(), deadline: this.now() + timeoutMs };
    const link = this.#watches.add(watch);
    // Of a thousand calls at once each would have to look at all the others.
    if (this.#nextFor(watch) < this.#dueAtMs) this.#schedule();
    return {
      done: (outcome) => {
        this.#watches.remove(link);
        // The timer stays: it looks who is there when it strikes.
        const last = this.#questions.at(-1);
        const isPlain = hasAnswer({ outcome }) && !last?.isOpen && !(last && last.askedAt >= watch.since);
        return isPlain ? SILENT : this.#done(watch, outcome, signal);
      },
    };
  }

  async #done(watch: Watch, outcome: Outcome, signal: StopSignal | undefined): Promise<Liveness> {
    if (this.#watches.size === 0) this.#schedule();
    const wasAnswered = hasAnswer({ outcome });
    if (wasAnswered) await this.#aftermath();
    else if (isTimeout({ outcome })) await this.#untilMeaningful(signal);
    return this.#judge(watch, wasAnswered);
  }

  stop(): void {
    this.#isStopped = true;
    this.#openQuestion()?.release();
    clearTimeout(this.#timer);
    this.#watches.clear();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#dueAtMs = this.#next();
    if (!Number.isFinite(this.#dueAtMs)) return;
    this.#timer = setTimeout(() => this.#wake(), Math.max(0, this.#dueAtMs - this.now()));
  }

  /** The watch that the timer was set for may have ended meanwhile. */
  #wake(): void {
    if (this.#next() > this.now()) this.#schedule();
    else this.#tick();
  }

  #next(): number {
    return Math.min(...this.#watches.values().map((watch) => this.#nextFor(watch)));
  }

  /** Infinity while a question is open: silence needs no second one. */
  #nextFor({ since, deadline }: Watch): number {
    if (this.#openQuestion()) return Number.POSITIVE_INFINITY;
    const last = this.#questions.at(-1);
    const steady = Math.max(since + FIRST_MS, last ? last.askedAt + PACE_MS : 0);
    const final = deadline - finalLead(deadline - since);
    const isFinalAsked = last !== undefined && last.askedAt >= final;
    return isFinalAsked ? Number.POSITIVE_INFINITY : Math.min(steady, Math.max(final, this.now()));
  }

  #tick(): void {
    const question = new Question(this.now());
    this.#questions.push(question);
    this.#dueAtMs = Number.POSITIVE_INFINITY;
    this.ask((isLost) => {
      question.end(this.now(), isLost);
      this.#schedule();
    });
  }

  async #aftermath(): Promise<void> {
    const open = this.#openQuestion();
    if (!open || this.now() - open.askedAt < LATE_MS) return;
    const deadline = this.now() + AFTERMATH_MS;
    while (this.#openQuestion() === open && this.now() < deadline) await sleep(10);
  }

  /** Who goes on writing is alive; one that is busy with one call at a time answers now and then. In a line nothing comes before its end. */
  async #untilMeaningful(signal: StopSignal | undefined): Promise<void> {
    const open = this.#openQuestion();
    if (!open || (open.heardAt > open.askedAt && Math.max(open.longestMs, open.quietMs) < STEADY_MS)) return;
    const deadline = this.now() + MEANINGFUL_MS;
    const isTooYoung = () => open.quietMs < MEANINGFUL_MS && (open.heardAt === open.askedAt || this.now() < deadline);
    const mayCome = () => this.#openQuestion() === open && !this.#isMidLine && !this.#isStopped && !signal?.aborted;
    while (mayCome() && isTooYoung()) await sleep(20);
  }

  #openQuestion(): Question | undefined {
    const last = this.#questions.at(-1);
    return last?.isOpen ? last : undefined;
  }

  #judge({ since }: Watch, wasAnswered: boolean): Liveness {
    const open = wasAnswered || this.#isMidLine ? undefined : this.#openQuestion();
    // One that was open when the request began tells of it, too, where it hangs: meanwhile no other is put.
    const isOf = ({ askedAt, answeredAt = Number.POSITIVE_INFINITY }: Question) =>
      askedAt >= since || (!wasAnswered && answeredAt >= since);
    const asked = this.#questions.filter((question) => !question.isLost && isOf(question));
    const quiet = open?.quietMs;
    const isSilent = quiet !== undefined && quiet >= MEANINGFUL_MS;
    const waits = asked.map(({ answeredAt, longestMs }) => (answeredAt === undefined && wasAnswered ? 0 : longestMs));
    return {
      asked: asked.length,
      answered: asked.filter((question) => question.answeredAt !== undefined).length,
      longestWaitMs: Math.max(quiet ?? 0, 0, ...waits),
      ...(asked.length > 0 ? { pings: asked.slice(0, MOST_PINGS).map((question) => pingOf(question, since)) } : {}),
      ...(isSilent ? { silentSinceMs: Math.max(0, open!.heardAt - since) } : {}),
    };
  }
}

/** All else that comes of a ping shows that somebody is there. */
export function isLost(outcome: Outcome): boolean {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'connection-lost';
}

function pingOf({ askedAt, answeredAt }: Question, since: number): NonNullable<Liveness['pings']>[number] {
  return {
    askedAtMs: Math.max(0, askedAt - since),
    ...(answeredAt === undefined ? {} : { answeredAtMs: answeredAt - since }),
  };
}

/** How long before the limit the last question is put. */
function finalLead(timeoutMs: number): number {
  return Math.min(1000, timeoutMs / 4);
}
