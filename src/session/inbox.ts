/** Frames that come in → settled requests, answers to the server's own requests, and notes on what is wrong. */
import type { Closure, Frame, Irregularity, NoAnswer, RequestId } from '../model.ts';
import { mayBeHalf } from '../wire/framing/half.ts';
import { Echo } from './echo.ts';
import { fault, messagesOf, readEnvelope } from './envelope.ts';
import { Host, type HostReply } from './host.ts';
import type { IdTable, PendingRequest } from './pending.ts';
import { lastHalf, spoilerOf, type Unended, unreadable } from './spoiled.ts';
import { type ResponseEnvelope, StrayResponses } from './strays.ts';

/** The only revision with batches: clients MUST take them (MCP 2025-03-26, Basic, Batching); initialize is not among them. */
const HAS_BATCHES = '2025-03-26';
const CUT_OFF = 'answer-cut-off';
/** A whole message that still lacks its line end after this long will not get one. */
const UNTERMINATED_MS = 1500;

export class Inbox {
  readonly #strays: Irregularity[] = [];
  #partialTimer: NodeJS.Timeout | undefined;
  /** Nothing has come for a while behind bytes without a line end. */
  #isQuiet = false;
  /** Lines that may be half an answer: the next message shows it. */
  #suspect: Frame | undefined;
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
  }

  take(frame: Frame): void {
    clearTimeout(this.#partialTimer);
    this.#isQuiet = false;
    if (frame.kind === 'message') this.#message(frame);
    else if (frame.kind !== 'blank') this.#unread(frame);
    this.#judgeHalf(frame);
  }

  /** Bytes without a line end came: look again when nothing has followed them for a while. */
  watchPartial(pending: () => Unended | undefined): void {
    clearTimeout(this.#partialTimer);
    this.#isQuiet = false;
    this.#partialTimer = setTimeout(() => {
      this.#isQuiet = true;
      this.judgePartial(pending());
    }, UNTERMINATED_MS);
  }

  /** Settles the request whose answer no line end has followed. */
  judgePartial(pending: Unended | undefined): void {
    if (pending?.kind === 'message') this.#spoil([pending.message!], 'no-newline-flush', pending);
    else if (pending?.kind === 'oversize') this.#unread(pending);
  }

  /** Nothing is waited for any more. */
  judgeLast(pending: Unended | undefined, closure?: Closure): void {
    this.judgePartial(pending);
    const half = lastHalf(pending, this.#isQuiet, closure);
    if (half) this.#cutOff(half);
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
    clearTimeout(this.#partialTimer);
    this.#strayResponses.stop();
  }

  /** What no client can read may be certain to be an answer all the same. */
  #unread(frame: Unended): void {
    const { holds = [], framing, requestId } = frame;
    const rule = spoilerOf(frame);
    if (framing === CUT_OFF && this.#areOpen(holds)) this.#cutOff(frame);
    else if (framing === CUT_OFF) {
      this.#cutOff({ ...frame, holds: holds.slice(0, -1) });
      this.#one(holds.at(-1), requestId);
    } else if (framing === 'no-newline-flush') {
      this.#spoil(holds.slice(0, -1), rule, frame);
      this.#one(holds.at(-1), requestId);
    } else if (holds.length > 0) this.#spoil(holds, rule, frame);
    else if (framing !== 'noise') this.#carrierOf(frame)?.settle(unreadable(rule, frame));
  }

  /** Of answers that were asked for at the same time, none in such a line is sure to be whole: each may have been written into the other. */
  #areOpen(holds: readonly object[]): boolean {
    return holds.length > 1 && holds.every((message) => this.ids.isOpen((message as { id?: RequestId }).id!));
  }

  /** An id that its writer puts last is lost with the rest; then only one open request is proof enough. */
  #cutOff(half: Unended): void {
    const { holds = [] } = half;
    if (holds.length > 0) return this.#spoil(holds, CUT_OFF, half);
    const open = this.ids.open().filter((request) => !request.isLiveness);
    if (open.length === 1) open[0]!.settle(unreadable(CUT_OFF, half));
  }

  /** The frame behind a half gives it its class. */
  #judgeHalf(frame: Frame): void {
    if (this.#suspect?.framing === CUT_OFF) this.#cutOff(this.#suspect);
    if (frame.kind === 'message') this.#suspect = undefined;
    else if (!this.#suspect && mayBeHalf(frame)) this.#suspect = frame;
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
      for (const stray of envelope.faults) this.#note(stray, this.#carrier(requestId));
    else if (envelope.kind === 'response') this.#response(envelope, message, requestId);
  }

  #response(envelope: ResponseEnvelope, message: unknown, requestId?: RequestId): void {
    const match = this.ids.match(envelope.id);
    if (match.kind === 'open') {
      match.request.irregularities.push(...envelope.faults, ...(match.irregularity ? [match.irregularity] : []));
      return match.request.settle(envelope.outcome);
    }
    if (match.kind === 'late') return;
    if (match.irregularity) return this.#strayResponses.repeated(match.irregularity, envelope, message, requestId);
    this.#strayResponses.take(envelope, message, this.#carrier(requestId), this.ids.isOpen(requestId ?? -1));
  }

  /** Only responses settle something; what only an id is known of is taken for one. */
  #spoil(messages: readonly object[], rule: string, frame: Unended): void {
    for (const message of messages) {
      const envelope = readEnvelope(message);
      const match = envelope.kind === 'response' ? this.ids.match(envelope.id) : undefined;
      if (match?.kind === 'open') match.request.settle(unreadable(rule, frame));
    }
  }

  /** Where a frame does not say whose it is, one open request is proof enough; a header and a wrong encoding are the server's way. */
  #carrierOf({ kind, framing, requestId }: Unended): PendingRequest | undefined {
    if (requestId !== undefined || framing === 'lsp-framing' || framing === 'bom-or-codepage')
      return this.#carrier(requestId);
    const open = this.ids.open().filter((request) => !request.isLiveness);
    return open.length === 1 && (kind === 'oversize' || framing === 'message-too-deep') ? open[0] : undefined;
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

  #carrier(requestId?: RequestId): PendingRequest | undefined {
    return (requestId === undefined ? undefined : this.ids.get(requestId)) ?? this.ids.suspect();
  }

  #note(irregularity: Irregularity, request = this.ids.suspect()): void {
    if (request) request.irregularities.push(irregularity);
    else this.#strays.push(irregularity);
  }
}
