/**
 * A request, and what the server asks before it answers (MCP 2026-07-28, Multi Round-Trip Requests): its questions are answered
 * and the request is sent again, under a new id, with what was said. All under the time limit of the request.
 */
import type { Irregularity, Outcome, RequestId } from '../model.ts';
import type { Host } from './host.ts';
import { type InputWanted, inputWanted, judgeInput, MAY_ASK, questionsOf, sayTo } from './input-required.ts';
import type { Outbox } from './outbox.ts';
import type { PendingRequest } from './pending.ts';
import type { RequestOptions } from './request-options.ts';

/** As the official clients do. */
const MOST_ROUNDS = 10;

/** What is asked for. */
interface Asked {
  readonly method: string;
  readonly params: object | null | undefined;
  readonly options: RequestOptions;
}

export class Rounds {
  readonly #deadline: number;
  readonly #notes: Irregularity[] = [];
  readonly #earlier: PendingRequest[] = [];
  #round: ReturnType<Outbox['request']>;

  /** The first is sent at once. */
  constructor(
    private readonly outbox: Outbox,
    private readonly host: Host,
    private readonly asked: Asked,
  ) {
    const { method, params, options } = asked;
    this.#deadline = performance.now() + options.timeoutMs;
    this.#round = outbox.request(method, params, options);
  }

  /** The last one sent. */
  get request(): PendingRequest {
    return this.#round.request;
  }

  /** Those of the rounds before it. */
  get earlierIds(): readonly RequestId[] {
    return this.#earlier.map(({ id }) => id);
  }

  /** What was wrong with any of them. */
  get irregularities(): readonly Irregularity[] {
    return [...this.#earlier, this.request].flatMap(({ irregularities }) => irregularities).concat(this.#notes);
  }

  /** After a time-out that was watched for signs of life: the server is told that nobody waits any more. */
  letGo(): void {
    this.#round.letGo();
  }

  /** The outcome of the last round. Never rejects. */
  async outcome(): Promise<Outcome> {
    const { method } = this.asked;
    for (;;) {
      const outcome = await this.#round.settled;
      const wanted = this.outbox.dialect.isStateless ? inputWanted(outcome) : undefined;
      if (!wanted) return outcome;
      const rounds = this.#earlier.length + 1;
      const mayGoOn = MAY_ASK.includes(method) && rounds < MOST_ROUNDS;
      const said = mayGoOn ? await this.#say(wanted) : undefined;
      if (said) this.#again(said);
      else {
        this.#notes.push(judgeInput(method, wanted, { rounds, isOver: rounds >= MOST_ROUNDS, notes: this.#notes }));
        return outcome;
      }
    }
  }

  /** What the request is sent again with; undefined where nothing can be said. */
  async #say({ requests, state }: InputWanted): Promise<object | undefined> {
    const questions = questionsOf(requests);
    if (questions.length === 0 && state === undefined) return undefined;
    const inputResponses = await sayTo(this.host, questions, (note) => this.#note(note));
    if (questions.length > 0 && Object.keys(inputResponses).length === 0) return undefined;
    return {
      ...(requests === undefined ? {} : { inputResponses }),
      ...(state === undefined ? {} : { requestState: state }),
    };
  }

  /** Once, however often it is asked. */
  #note(note: Irregularity): void {
    const isKnown = this.#notes.some(({ rule, message }) => rule === note.rule && message === note.message);
    if (!isKnown) this.#notes.push(note);
  }

  #again(said: object): void {
    const { method, params, options } = this.asked;
    const { inputResponses: _, requestState: __, ...own } = (params ?? {}) as Record<string, unknown>;
    this.#earlier.push(this.request);
    const timeoutMs = Math.max(1, this.#deadline - performance.now());
    this.#round = this.outbox.request(method, { ...own, ...said }, { ...options, timeoutMs });
  }
}
