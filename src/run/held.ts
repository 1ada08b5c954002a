/** Servers that got stuck and are kept, since they may come back. */
import type { Session } from '../session/session.ts';
import { CLOSE_QUICKLY } from './graces.ts';

export class Held {
  readonly #sessions: Session[] = [];
  #ending: Promise<unknown> | undefined;

  get isEmpty(): boolean {
    return this.#sessions.length === 0;
  }

  has(session: Session): boolean {
    return this.#sessions.includes(session);
  }

  keep(session: Session): void {
    this.#sessions.push(session);
  }

  /** Ends them all; gives what they wrote to stderr as soon as that is known, and `ended` when they are gone. */
  end(): { readonly stderr: string; readonly ended: Promise<unknown> } {
    const held = this.#sessions.splice(0);
    const stderr = held.map(({ wire }) => wire.stderr.since(0)).join('');
    this.#ending = Promise.all([this.#ending, ...held.map((session) => session.close(CLOSE_QUICKLY))]);
    return { stderr, ended: this.#ending };
  }
}
