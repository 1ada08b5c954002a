/** How far the frames of each of a suite's servers have been looked at: each frame is judged once. */
import type { Unasked } from '../checks/subjects.ts';
import { type Frame, SUBSCRIBE } from '../model.ts';
import type { Session } from '../session/session.ts';
import { AskedFor } from './asked-for.ts';

interface Seen {
  /** Up to here frames have been judged; up to there requests have been followed. */
  judged: number;
  followed: number;
  readonly askedFor: AskedFor;
}

export class FrameCursor {
  readonly #seen = new WeakMap<Session, Seen>();
  #hadHeaders = false;
  readonly #subscriptions = new Set<string>();

  /** The server has put headers before messages, as language servers do. */
  get hadHeaders(): boolean {
    return this.#hadHeaders;
  }

  /** The ids of all requests so far that have subscribed (2026-07-28), as text. */
  get subscriptions(): ReadonlySet<string> {
    return this.#subscriptions;
  }

  /** What `session` has exchanged so far belongs to its start, and is judged there. */
  startAt(session: Session): void {
    this.#of(session).judged = session.mark;
  }

  /** The frames since the last look. */
  take(session: Session): { readonly frames: readonly Frame[]; readonly unasked: Unasked } {
    const seen = this.#of(session);
    // What was passed over has asked for things, too.
    if (seen.followed < seen.judged)
      seen.askedFor.follow(session.framesSince(seen.followed).filter(({ seq }) => seq < seen.judged));
    const frames = this.peek(session);
    seen.judged = session.mark;
    seen.followed = session.mark;
    this.#hadHeaders ||= frames.some(({ framing }) => framing === 'lsp-framing');
    for (const id of frames.flatMap(subscribing)) this.#subscriptions.add(id);
    return { frames, unasked: seen.askedFor.follow(frames) };
  }

  /** As `take`; they are still to be judged. */
  peek(session: Session): readonly Frame[] {
    return session.framesSince(this.#of(session).judged);
  }

  #of(session: Session): Seen {
    const known = this.#seen.get(session);
    if (known) return known;
    const seen = { judged: 0, followed: 0, askedFor: new AskedFor() };
    this.#seen.set(session, seen);
    return seen;
  }
}

function subscribing({ direction, message }: Frame): string[] {
  const { method, id } = (message ?? {}) as { method?: unknown; id?: unknown };
  return direction === 'out' && method === SUBSCRIBE && id !== undefined ? [String(id)] : [];
}
