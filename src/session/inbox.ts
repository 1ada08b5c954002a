/** Frames that come in → settled requests, answers to the server's own requests, and notes on what is wrong. */
import type { Frame, Irregularity, Outcome, RequestId } from '../model.ts';
import { fault, readEnvelope } from './envelope.ts';
import { Host } from './host.ts';
import type { IdTable, PendingRequest } from './pending.ts';
import { type ResponseEnvelope, StrayResponses } from './strays.ts';
import { gluedMessages, type SpoiledAnswer, UnreadableReader, unterminatedAnswer } from './unreadable.ts';

/** A whole message that still lacks its line end after this long will not get one. */
const UNTERMINATED_MS = 1500;

export class Inbox {
  readonly #unreadable = new UnreadableReader();
  readonly #host = new Host();
  #strays: Irregularity[] = [];
  #partialTimer: NodeJS.Timeout | undefined;
  readonly #strayResponses: StrayResponses;

  constructor(
    private readonly ids: IdTable,
    private readonly send: (message: object) => void,
  ) {
    this.#strayResponses = new StrayResponses(ids, (irregularity, request) => this.#note(irregularity, request));
  }

  take(frame: Frame): void {
    clearTimeout(this.#partialTimer);
    if (frame.kind === 'message') this.#message(frame);
    else if (frame.kind === 'unreadable') this.#unread(frame);
    else if (frame.kind === 'oversize') this.#oversize(frame);
  }

  /** Bytes without a line end came: look again when nothing has followed them for a while. */
  watchPartial(pendingText: () => string): void {
    clearTimeout(this.#partialTimer);
    this.#partialTimer = setTimeout(() => this.judgePartial(pendingText()), UNTERMINATED_MS);
  }

  /** Settles the request whose answer stands in `text`, which no line end has followed. */
  judgePartial(text: string): void {
    if (text !== '') this.#spoiled(unterminatedAnswer(text));
  }

  notificationSent(): void {
    this.#strayResponses.notificationSent();
  }

  takeStrays(): readonly Irregularity[] {
    this.#strayResponses.settle();
    const strays = this.#strays;
    this.#strays = [];
    return strays;
  }

  /** Something that belongs to no request. */
  note(irregularity: Irregularity): void {
    this.#strays.push(irregularity);
  }

  stop(): void {
    clearTimeout(this.#partialTimer);
    this.#strayResponses.stop();
  }

  #unread({ text, requestId }: Frame): void {
    const glued = gluedMessages(text);
    const last = glued.pop();
    for (const message of glued) this.#spoiled(unterminatedAnswer(JSON.stringify(message)), requestId);
    if (last) this.#one(last, requestId);
    else this.#spoiled(this.#unreadable.read(text), requestId);
  }

  #message({ message, problem, requestId }: Frame): void {
    this.#unreadable.reset();
    if (problem) this.#note({ rule: 'bom-or-codepage', message: problem });
    if (!Array.isArray(message)) return this.#one(message, requestId);
    this.#note(fault('messages come wrapped in an array (batches were removed in 2025-06-18)', message));
    for (const item of message) if (typeof item === 'object' && item !== null) this.#one(item, requestId);
  }

  #one(message: unknown, requestId?: RequestId): void {
    const envelope = readEnvelope(message);
    if (envelope.kind === 'request') this.#answer(envelope.id, envelope.method);
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
    if (match.irregularity) return this.#note(match.irregularity);
    const isCertain = requestId !== undefined && this.ids.isOpen(requestId);
    this.#strayResponses.take(envelope, message, this.#carrier(requestId), isCertain);
  }

  #spoiled(answer: SpoiledAnswer | undefined, requestId?: RequestId): void {
    if (!answer) return;
    const match = answer.id === undefined ? undefined : this.ids.match(answer.id);
    const request = match ? (match.kind === 'open' ? match.request : undefined) : this.#carrier(requestId);
    request?.settle(unreadable(answer.rule, answer.excerpt));
  }

  #oversize(frame: Frame): void {
    const excerpt = frame.text.slice(0, 200);
    // The id stands near the front of what any serialiser writes; without it one open request is proof enough.
    const id = /"id"\s*:\s*(\d+)/.exec(frame.text)?.[1];
    const open = this.ids.open().filter((request) => !request.isLiveness);
    const request = id === undefined ? (open.length === 1 ? open[0] : undefined) : this.ids.get(Number(id));
    request?.settle(unreadable('line-too-long', excerpt));
  }

  #answer(id: unknown, method: string): void {
    const reply = this.#host.answer(method);
    if (!reply) return;
    const { note, ...body } = reply;
    if (note) this.#note(note);
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

function unreadable(rule: string, excerpt: string): Outcome {
  return { kind: 'no-answer', why: { reason: 'unreadable', rule, excerpt } };
}
