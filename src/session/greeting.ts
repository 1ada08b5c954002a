/** One try to open a conversation in one dialect, and what came of it. */
import type { Exchange } from '../model.ts';
import type { Dialect, Handshake, OpenOptions } from './dialect/dialect.ts';
import type { Session } from './session.ts';

export interface Opened {
  readonly session: Session;
  readonly handshake: Handshake;
  /** Why this revision is spoken, for people. */
  readonly why?: string;
  /** server/discover cost the server its process, or was not answered, though initialize is. */
  readonly discovery?: { readonly fate: 'fatal' | 'silent'; readonly exchange: Exchange };
}

/** Never rejects. */
export async function greet(session: Session, dialect: Dialect, options: OpenOptions): Promise<Opened> {
  session.speak(dialect);
  return { session, handshake: await dialect.open(session, options) };
}
