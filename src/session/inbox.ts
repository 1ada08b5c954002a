/** Frames that come in → settled requests, answers to the server's own requests, and notes on what is wrong. */
import type { Frame, Irregularity, NoAnswer, RequestId } from '../model.ts';
import { Echo } from './echo.ts';
import { fault, messagesOf, readEnvelope } from './envelope.ts';
import { Host, type HostReply } from './host.ts';
import type { IdTable } from './pending.ts';
import { type ResponseEnvelope, StrayResponses } from './strays.ts';
import { Unread } from './unread.ts';

/** The only revision with batches: clients MUST take them (MCP 2025-03-26, Basic, Batching); initialize is not among them. */
const HAS_BATCHES = '2025-03-26';

export class Inbox {
  readonly #strays: Irregularity[] = [];
  /** What is no message. */
  readonly unread: Unread;
  readonly #strayResponses: StrayResponses;
  /** Of MCP; none as long as none is agreed on. */
  revision: string | undefined;

  constructor(
    private readonly ids: IdTable,
    private readonly send: (message: object) => unknown,
    private readonly host = new Host(),
    private readonly isStateless: () => boolean = () => false,
    private readonly echo = new Echo(),
  ) {
    this.#strayResponses = new StrayResponses(ids, (irregularity, request) => this.#note(irregularity, request));
    const readable = (message: unknown, requestId?: RequestId) => this.#one(message, requestId);
    this.unread = new Unread(ids, readable, (request, settle) => this.#strayResponses.doubt(request, settle));
  }

  take(frame: Frame): void {
    this.unread.ended();
    if (frame.kind === 'message') this.#message(frame);
    else if (frame.kind !== 'blank') this.unread.take(frame);
    this.unread.judgeHalf(frame);
  }

  /** The exchange that should have carried the answer has ended without it. */
  unanswered(id: RequestId, why: NoAnswer): void {
    const mayStandIn = why.reason === 'http-status' || why.reason === 'stream-ended';
    if (!mayStandIn || !this.standIn(id)) this.ids.get(id)?.settle({ kind: 'no-answer', why });
  }

  /** The request has got no answer of its own, and will get none: takes for it what came in its place, if anything did. */
  standIn(id: RequestId): boolean {
    return this.#strayResponses.standIn(id);
  }

  notificationSent(): void {
    this.#strayResponses.notificationSent();
  }

  takeStrays(): readonly Irregularity[] {
    this.#strayResponses.settle();
    return this.#strays.splice(0);
  }

  /** Something that belongs to no request. */
  note(irregularity: Irregularity): void {
    this.#strays.push(irregularity);
  }

  stop(): void {
    this.unread.ended();
    this.#strayResponses.stop();
  }

  #message({ message, problem, requestId }: Frame): void {
    if (problem) this.#note({ rule: 'bom-or-codepage', message: problem });
    if (Array.isArray(message) && this.revision !== HAS_BATCHES)
      this.#note(fault(`messages come wrapped in an array, as only ${HAS_BATCHES} has it`, message));
    for (const one of messagesOf(message)) if (typeof one === 'object' && one !== null) this.#one(one, requestId);
  }

  #one(message: unknown, requestId?: RequestId): void {
    const envelope = readEnvelope(message);
    if (this.echo.takes(message, envelope, this.#strays)) return;
    if (envelope.kind === 'request') this.#answer(envelope.id, envelope.method, message);
    else if (envelope.kind === 'stray')
      for (const stray of envelope.faults) this.#note(stray, this.ids.carrier(requestId));
    else if (envelope.kind === 'response') this.#response(envelope, message, requestId);
  }

  #response(envelope: ResponseEnvelope, message: unknown, requestId?: RequestId): void {
    const match = this.ids.match(envelope.id);
    if (match.kind === 'open') {
      match.request.irregularities.push(...envelope.faults, ...(match.irregularity ? [match.irregularity] : []));
      this.#strayResponses.repeated.answered(match.request.id, message);
      return match.request.settle(envelope.outcome);
    }
    if (match.kind === 'late') return;
    if (match.irregularity) {
      const id = envelope.id as RequestId;
      return this.#strayResponses.repeated.take(match.irregularity, id, message, requestId);
    }
    this.#strayResponses.take(envelope, message, this.ids.carrier(requestId), this.ids.isOpen(requestId));
  }

  #answer(id: unknown, method: string, message: unknown): void {
    // MCP 2026-07-28, Transports: a client sends no responses.
    if (this.isStateless()) return;
    const { params } = message as { params?: unknown };
    const reply = this.host.answer({ method, params });
    if (reply instanceof Promise) void reply.then((said) => this.#reply(id, said));
    else if (reply) this.#reply(id, reply);
  }

  #reply(id: unknown, { notes = [], ...body }: HostReply): void {
    for (const note of notes) this.#note(note);
    this.send({ jsonrpc: '2.0', id, ...body });
  }

  #note(irregularity: Irregularity, request = this.ids.suspect()): void {
    if (request) request.irregularities.push(irregularity);
    else this.#strays.push(irregularity);
  }
}
