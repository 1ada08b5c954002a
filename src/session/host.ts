/** The client's side of server-to-client requests, as a plain host would answer them. */
import type { Irregularity } from '../model.ts';
import { formFault } from './form-fault.ts';

/** More requests than this from one server are counted, not answered. */
const MOST_ANSWERED = 1000;

export interface HostReply {
  readonly result?: object;
  readonly error?: { readonly code: number; readonly message: string };
  /** The server asks for something that a smoke test cannot give, or in a way that clients refuse. */
  readonly notes?: readonly Irregularity[];
}

export interface Question {
  readonly method: string;
  readonly params: unknown;
}

/** Undefined where it leaves the answer to the plain host. Never rejects. */
export type Answerer = (question: Question) => Promise<HostReply> | undefined;

export class Host {
  #requests = 0;

  /** `answerer`: who is asked before the plain host. */
  constructor(private readonly answerer?: Answerer) {}

  /** Undefined: the server asks without end, and is left without an answer. Never rejects. */
  answer(question: Question): HostReply | Promise<HostReply> | undefined {
    this.#requests++;
    if (this.#requests > MOST_ANSWERED) return undefined;
    const reply = this.answerer?.(question) ?? answerTo(question.method);
    const fault = formFault(question);
    if (!fault) return reply;
    return reply instanceof Promise ? reply.then((said) => withNote(said, fault)) : withNote(reply, fault);
  }
}

function withNote({ notes = [], ...reply }: HostReply, note: Irregularity): HostReply {
  return { ...reply, notes: [...notes, note] };
}

function answerTo(method: string): HostReply {
  if (method === 'ping') return { result: {} };
  if (method === 'roots/list') return { result: { roots: [] } };
  if (method === 'elicitation/create')
    return { result: { action: 'decline' }, notes: [waits('asked the user a question', method)] };
  if (method === 'sampling/createMessage') {
    const error = { code: -1, message: 'Sampling is declined: this is a smoke test' };
    return { error, notes: [waits('asked the host for a model’s answer', method)] };
  }
  return { error: { code: -32601, message: `Method not found: ${method}` } };
}

function waits(what: string, method: string): Irregularity {
  return { rule: 'waits-on-user', message: `the server ${what} (${method}), which was declined`, evidence: method };
}
