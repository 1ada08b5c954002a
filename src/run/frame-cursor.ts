/** How far the frames of each of a suite's servers have been looked at: each frame is judged once. */
import { metaOf } from '../json/meta.ts';
import { type Frame, LOG_LEVEL, SUBSCRIBE } from '../model.ts';
import type { Session } from '../session/session.ts';

export class FrameCursor {
  readonly #seen = new WeakMap<Session, number>();
  #hadHeaders = false;
  #wantsLogs = false;
  readonly #subscriptions = new Set<string>();

  /** The server has put headers before messages, as language servers do. */
  get hadHeaders(): boolean {
    return this.#hadHeaders;
  }

  /** A request has asked for log messages (2026-07-28: `_meta` of the request; they may come late). */
  get wantsLogs(): boolean {
    return this.#wantsLogs;
  }

  /** The ids of all requests so far that have subscribed (2026-07-28), as text. */
  get subscriptions(): ReadonlySet<string> {
    return this.#subscriptions;
  }

  /** What `session` has exchanged so far belongs to its start, and is judged there. */
  startAt(session: Session): void {
    this.#seen.set(session, session.mark);
  }

  /** The frames since the last look. */
  take(session: Session): readonly Frame[] {
    const frames = this.peek(session);
    this.startAt(session);
    this.#hadHeaders ||= frames.some(({ framing }) => framing === 'lsp-framing');
    this.#wantsLogs ||= frames.some(asksForLogs);
    for (const id of frames.flatMap(subscribing)) this.#subscriptions.add(id);
    return frames;
  }

  /** As `take`; they are still to be judged. */
  peek(session: Session): readonly Frame[] {
    return session.framesSince(this.#seen.get(session) ?? 0);
  }
}

function subscribing({ direction, message }: Frame): string[] {
  const { method, id } = (message ?? {}) as { method?: unknown; id?: unknown };
  return direction === 'out' && method === SUBSCRIBE && id !== undefined ? [String(id)] : [];
}

function asksForLogs({ direction, message }: Frame): boolean {
  const { params } = (message ?? {}) as { params?: unknown };
  return direction === 'out' && Object.hasOwn(metaOf(params), LOG_LEVEL);
}
