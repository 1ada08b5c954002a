/** Which calls each process has answered, and which it has not: what a second look starts from. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import { type Exchange, hasAnswer, isTimeout } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { Connected } from './connection.ts';
import type { Request } from './step.ts';

/** Calls of one process that are kept; what happens behind them is not looked into. */
const MOST = 10_000;

/** One call, answered or not. */
export interface Called {
  /** Kind and target. */
  readonly key: string;
  /** As JSON. */
  readonly args: string;
  /** When it was sent: they stand in this order. */
  readonly seq: number;
  readonly durationMs: number;
  readonly isAnswered: boolean;
}

export interface Hang extends Called {
  readonly request: Request;
  /** The process, or the HTTP session, that did not answer. */
  readonly connected: Connected;
  /** Calls of the same target that it had answered before. */
  readonly answeredBefore: number;
}

export class HangLog {
  readonly #called = new WeakMap<Session, Called[]>();
  readonly #hangs = new Map<string, Hang>();
  /** What a process said of all its hangs when it was asked: it may have died of that. */
  readonly placed = new WeakMap<Session, readonly { readonly hang: Hang; readonly located: Located }[]>();
  readonly #firstHangs = new Map<string, Hang>();

  /** One hang for each step: the last of its attempts. */
  get hangs(): readonly Hang[] {
    return [...this.#hangs.values()];
  }

  /** The first hang of each step, whatever became of the later requests of it. */
  get firstHangs(): readonly Hang[] {
    return [...this.#firstHangs.values()];
  }

  /** The calls of the process that this one was made to. */
  callsOf({ connected }: Hang): readonly Called[] {
    return [...(this.#called.get(connected.session) ?? [])].sort((a, b) => a.seq - b.seq);
  }

  /** Nothing more is to be found out about it. */
  forget(stepId: string): void {
    this.#hangs.delete(stepId);
  }

  record(connected: Connected, request: Request, exchange: Exchange): void {
    const calls = this.#called.get(connected.session) ?? [];
    this.#called.set(connected.session, calls);
    const { sentAtMs: seq, durationMs } = exchange;
    const key = `${request.step.kind} ${request.target}`;
    const isAnswered = hasAnswer(exchange);
    const called = { key, args: JSON.stringify(request.args), seq, durationMs, isAnswered };
    if (calls.length < MOST) calls.push(called);
    if (!isTimeout(exchange)) return this.forget(request.step.id);
    const answeredBefore = calls.filter((one) => one.key === key && one.isAnswered).length;
    const hang = { ...called, request, connected, answeredBefore };
    this.#hangs.set(request.step.id, hang);
    if (!this.#firstHangs.has(request.step.id)) this.#firstHangs.set(request.step.id, hang);
  }
}
