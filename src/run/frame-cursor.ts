/** How far the frames of each of a suite's servers have been looked at: each frame is judged once. */
import type { Frame } from '../model.ts';
import type { Session } from '../session/session.ts';

export class FrameCursor {
  readonly #seen = new WeakMap<Session, number>();
  #hadHeaders = false;

  /** The server has put headers before messages, as language servers do. */
  get hadHeaders(): boolean {
    return this.#hadHeaders;
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
    return frames;
  }

  /** As `take`; they are still to be judged. */
  peek(session: Session): readonly Frame[] {
    return session.framesSince(this.#seen.get(session) ?? 0);
  }
}
