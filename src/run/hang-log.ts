/** Which calls each process has answered, and which it has not: what a second look starts from. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import { type Exchange, hasAnswer, isTimeout, type Json, type PlannedStep } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { Request } from './step.ts';
import type { Connected } from './target.ts';

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

/** What is asked of a server, or of the app around it. */
export interface Asked extends Pick<Request, 'target' | 'timeoutMs'> {
  readonly step: PlannedStep;
  readonly args: Json;
  /** Sends the request of an http step once more: whether anything was answered. */
  readonly again?: (timeoutMs: number) => Promise<boolean>;
}

type Made = Pick<Called, 'seq' | 'durationMs' | 'isAnswered'>;

export interface Hang extends Called {
  readonly request: Asked;
  /** The process, or the HTTP session, that did not answer. */
  readonly connected: Connected;
  /** Calls of the same target that it had answered before. */
  readonly answeredBefore: number;
}

export class HangLog {
  readonly #called = new Map<Session, Called[]>();
  readonly #hangs = new Map<string, Hang>();
  #lastKey = '';
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
    return inOrder(this.#called.get(connected.session) ?? []);
  }

  /** The calls of one kind, with whatever arguments: a list for each process. */
  allOfKind(key: string): readonly (readonly Called[])[] {
    return [...this.#called.values()].map((calls) => inOrder(calls.filter((one) => one.key === key)));
  }

  /** The same call in the other processes that we have started: a list for each of them. */
  sameElsewhere({ connected, key, args }: Hang): readonly (readonly Called[])[] {
    const others = [...this.#called].filter(([session]) => session !== connected.session && session.wire.started);
    return others.map(([, calls]) => inOrder(calls).filter((one) => one.key === key && one.args === args));
  }

  #callsTo(session: Session): Called[] {
    const calls = this.#called.get(session) ?? [];
    if (calls.length === 0) this.#called.set(session, calls);
    return calls;
  }

  /** Of many calls of one tool the same text. */
  #oneOf(key: string): string {
    if (key !== this.#lastKey) this.#lastKey = key;
    return this.#lastKey;
  }

  /** Why the calls of the step hang is known. */
  explain(stepId: string): void {
    this.#hangs.delete(stepId);
    this.#firstHangs.delete(stepId);
  }

  /** Nothing more is to be found out about it. */
  forget(stepId: string): void {
    this.#hangs.delete(stepId);
  }

  record(connected: Connected, request: Request, exchange: Exchange): void {
    const { sentAtMs: seq, durationMs } = exchange;
    this.note(connected, request, { seq, durationMs, isAnswered: hasAnswer(exchange) }, isTimeout(exchange));
  }

  /** As `record`, for what is no request of MCP. */
  note(connected: Connected, request: Asked, made: Made, isHang: boolean): void {
    const calls = this.#callsTo(connected.session);
    const isKept = calls.length < MOST;
    if (!isKept && !isHang) return this.forget(request.step.id);
    const { key, args } = identityOf(request);
    const { seq, durationMs, isAnswered } = made;
    const called: Called = { key: this.#oneOf(key), args, seq, durationMs, isAnswered };
    if (isKept) calls.push(called);
    if (!isHang) return this.forget(request.step.id);
    const answeredBefore = calls.filter((one) => one.key === key && isDoneBefore(one, called)).length;
    const hang = { ...called, request, connected, answeredBefore };
    this.#hangs.set(request.step.id, hang);
    if (!this.#firstHangs.has(request.step.id)) this.#firstHangs.set(request.step.id, hang);
  }
}

/** Answered when the other one was sent: calls in flight at the same time only wait for each other. */
export function isDoneBefore({ isAnswered, seq, durationMs }: Called, other: Called): boolean {
  return isAnswered && seq + durationMs <= other.seq;
}

/** What makes two calls the same. */
export function identityOf({
  step,
  target,
  args,
}: Pick<Asked, 'step' | 'target' | 'args'>): Pick<Called, 'key' | 'args'> {
  return { key: `${step.kind} ${target}`, args: JSON.stringify(args) };
}

function inOrder(calls: readonly Called[]): Called[] {
  return [...calls].sort((a, b) => a.seq - b.seq);
}
