/** Which calls each process has answered, and which it has not: what a second look starts from. */
import type { Located } from '../diagnosis/stacks/locate.ts';
import type { Exchange } from '../model.ts';
import type { Session } from '../session/session.ts';
import type { Connected } from './connection.ts';
import { hasAnswer } from './methods.ts';
import type { Request } from './step.ts';

export interface Hang {
  readonly request: Request;
  /** The process, or the HTTP session, that did not answer. */
  readonly connected: Connected;
  /** Calls of the same target that it had answered before. */
  readonly answeredBefore: number;
}

export class HangLog {
  readonly #answered = new WeakMap<Session, Map<string, number>>();
  readonly #hangs = new Map<string, Hang>();
  /** What a process said of all its hangs when it was asked: it may have died of that. */
  readonly placed = new WeakMap<Session, readonly { readonly hang: Hang; readonly located: Located }[]>();

  /** One hang for each step: the last of its attempts. */
  get hangs(): readonly Hang[] {
    return [...this.#hangs.values()];
  }

  /** Nothing more is to be found out about it. */
  forget(stepId: string): void {
    this.#hangs.delete(stepId);
  }

  record(connected: Connected, request: Request, exchange: Exchange): void {
    const counts = this.#answered.get(connected.session) ?? new Map<string, number>();
    this.#answered.set(connected.session, counts);
    const key = `${request.step.kind} ${request.target}`;
    const answeredBefore = counts.get(key) ?? 0;
    if (hasAnswer(exchange)) counts.set(key, answeredBefore + 1);
    if (!isTimeout(exchange)) this.#hangs.delete(request.step.id);
    else this.#hangs.set(request.step.id, { request, connected, answeredBefore });
  }
}

function isTimeout({ outcome }: Exchange): boolean {
  return outcome.kind === 'no-answer' && outcome.why.reason === 'timeout';
}
