/** What no client can read, and bytes without a line end: which of our requests they were the answers to. */
import type { Closure, Frame, RequestId } from '../model.ts';
import { mayBeHalf } from '../wire/framing/half.ts';
import { readEnvelope } from './envelope.ts';
import type { IdTable, PendingRequest } from './pending.ts';
import { lastHalf, spoilerOf, type Unended, unreadable } from './spoiled.ts';

const CUT_OFF = 'answer-cut-off';
/** It may also have been printed to look at it, beside the answer itself. */
const PRINTED = 'repr-wire';
/** A whole message that still lacks its line end after this long will not get one. */
const UNTERMINATED_MS = 1500;

export class Unread {
  #partialTimer: NodeJS.Timeout | undefined;
  /** Nothing has come for a while behind bytes without a line end. */
  #isQuiet = false;
  /** Lines that may be half an answer: the next message shows it. */
  #suspect: Frame | undefined;

  /** `readable` gets a whole message that stands behind the rest of another. */
  constructor(
    private readonly ids: IdTable,
    private readonly readable: (message: unknown, requestId?: RequestId) => void,
    private readonly unlessAnswered: (request: PendingRequest, settle: () => void) => void,
  ) {}

  /** Bytes without a line end came: look again when nothing has followed them for a while. */
  watchPartial(pending: () => Unended | undefined): void {
    this.ended();
    this.#partialTimer = setTimeout(() => {
      this.#isQuiet = true;
      this.judgePartial(pending());
    }, UNTERMINATED_MS);
  }

  /** A line end came. */
  ended(): void {
    clearTimeout(this.#partialTimer);
    this.#isQuiet = false;
  }

  /** Settles the request whose answer no line end has followed. */
  judgePartial(pending: Unended | undefined): void {
    if (pending?.kind === 'message') this.#spoil([pending.message!], 'no-newline-flush', pending);
    else if (pending?.kind === 'oversize') this.take(pending);
  }

  /** Nothing is waited for any more. */
  judgeLast(pending: Unended | undefined, closure?: Closure): void {
    this.judgePartial(pending);
    const half = lastHalf(pending, this.#isQuiet, closure);
    if (half) this.#cutOff(half);
  }

  /** It may be certain to be an answer all the same. */
  take(frame: Unended): void {
    const { holds = [], framing, requestId } = frame;
    const rule = spoilerOf(frame);
    if (framing === CUT_OFF && this.#areOpen(holds)) this.#cutOff(frame);
    else if (framing === CUT_OFF) {
      this.#cutOff({ ...frame, holds: holds.slice(0, -1) });
      this.readable(holds.at(-1), requestId);
    } else if (framing === 'no-newline-flush') {
      this.#spoil(holds.slice(0, -1), rule, frame);
      this.readable(holds.at(-1), requestId);
    } else if (holds.length > 0) this.#spoil(holds, rule, frame);
    else if (framing !== 'noise') this.#carrierOf(frame)?.settle(unreadable(rule, frame));
  }

  /** The frame behind a half gives it its class. */
  judgeHalf(frame: Frame): void {
    if (this.#suspect?.framing === CUT_OFF) this.#cutOff(this.#suspect);
    if (frame.kind === 'message') this.#suspect = undefined;
    else if (!this.#suspect && mayBeHalf(frame)) this.#suspect = frame;
  }

  /** Of answers that were asked for at the same time, none in such a line is sure to be whole: each may have been written into the other. */
  #areOpen(holds: readonly object[]): boolean {
    return holds.length > 1 && holds.every((message) => this.ids.isOpen((message as { id?: RequestId }).id));
  }

  /** An id that its writer puts last is lost with the rest; then only one open request is proof enough. */
  #cutOff(half: Unended): void {
    const { holds = [] } = half;
    if (holds.length > 0) this.#spoil(holds, CUT_OFF, half);
    else this.ids.only()?.settle(unreadable(CUT_OFF, half));
  }

  /** Only responses settle something; what only an id is known of is taken for one. */
  #spoil(messages: readonly object[], rule: string, frame: Unended): void {
    for (const message of messages) {
      const envelope = readEnvelope(message);
      const match = envelope.kind === 'response' ? this.ids.match(envelope.id) : undefined;
      if (match?.kind !== 'open') continue;
      const { request } = match;
      if (rule === PRINTED) this.unlessAnswered(request, () => request.settle(unreadable(rule, frame)));
      else request.settle(unreadable(rule, frame));
    }
  }

  /** Where a frame does not say whose it is, one open request is proof enough; a header and a wrong encoding are the server's way. */
  #carrierOf({ kind, framing, requestId }: Unended): PendingRequest | undefined {
    if (requestId !== undefined || framing === 'lsp-framing' || framing === 'bom-or-codepage')
      return this.ids.carrier(requestId);
    return kind === 'oversize' || framing === 'message-too-deep' ? this.ids.only() : undefined;
  }
}
