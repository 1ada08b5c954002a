/** What comes over HTTP becomes frames; of an event that clients do not see it is told what is lost with it. */
import type { Frame, RequestId } from '../model.ts';
import { excerpt } from '../text/excerpt.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import type { FrameLog } from './frames.ts';
import { decode } from './framing/decode.ts';
import { isResponse } from './framing/message.ts';
import type { BodyText } from './http-request.ts';
import type { SseEvent } from './sse.ts';
import { type EventFault, eventFault, isForeign, linesOf } from './sse-data.ts';
import type { WireListener } from './wire.ts';

/** The wire that the frames are for. */
export interface FramedWire {
  readonly frames: FrameLog;
  readonly listener: WireListener;
  readonly limitBytes: number;
  now(): number;
}

/**
 * A body, or the data of an event. What is neither a message nor one that was framed wrongly stands among the frames, is
 * nobody's answer, and is not returned.
 */
export function frameOf(
  wire: FramedWire,
  body: BodyText,
  requestId?: RequestId,
  isHeldBack = false,
): Frame | undefined {
  const { framing, holds, ...decoded } = decode(body, wire.limitBytes);
  // Clients parse a body as a whole: several messages in it are none.
  const isNoise = framing === 'noise' || framing === 'no-newline-flush';
  const frame = wire.frames.add({
    atMs: wire.now(),
    direction: 'in',
    ...decoded,
    ...(isNoise || framing === undefined ? {} : { framing }),
    ...(isNoise || holds === undefined ? {} : { holds }),
    ...(isHeldBack ? { isHeldBack } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  });
  return isNoise ? undefined : frame;
}

/** The data of an event as a body; of one that is too long only the beginning is kept. */
export function dataOf(wire: FramedWire, text: string, oversize: boolean, event?: SseEvent): BodyText {
  const bytes = oversize ? wire.limitBytes + 1 : Buffer.byteLength(text);
  return { text, bytes, oversize, isUtf8: event?.isUtf8 ?? true };
}

/** Whether clients see nothing of the event. `carrier`: the request whose exchange it came on. */
export function isUnseen(wire: FramedWire, event: SseEvent, carrier?: RequestId): boolean {
  const fault = eventFault(event);
  if (fault) tellLost(wire.listener, event, fault, carrier);
  if (!fault && !isForeign(event.name)) return false;
  const text = linesOf(event);
  wire.frames.add({
    atMs: wire.now(),
    direction: 'in',
    kind: 'unreadable',
    text,
    bytes: Buffer.byteLength(text),
    ...(carrier === undefined ? {} : { requestId: carrier }),
  });
  return true;
}

/** An answer is lost for its request; what else was in the event is only told of. */
function tellLost(listener: WireListener, event: SseEvent, fault: EventFault, carrier: RequestId | undefined): void {
  const { rule, detail, messages } = fault;
  const text = linesOf(event).slice(0, LONGEST_QUOTE);
  const waiting = (id: RequestId | undefined): id is RequestId => id !== undefined && listener.isWaiting(id);
  const ids = messages.filter(isResponse).map(({ id }) => [id as RequestId, carrier].find(waiting));
  const lost = ids.filter(waiting);
  for (const id of lost) listener.failed(id, { reason: 'unreadable', rule, excerpt: text, detail });
  if (lost.length > 0) return;
  const method = messages.map((message) => message['method']).find((one) => typeof one === 'string');
  const what = method === undefined ? 'a response' : excerpt(method, LONGEST_QUOTE);
  listener.noted({ rule, level: 'warning', message: `clients do not see ${what}: ${detail}`, evidence: text });
}
