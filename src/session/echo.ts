/**
 * What we send comes back on stdout: a terminal stands in between, or the server prints what it reads. Answered, a request of our own
 * would come back as the server's refusal.
 */
import type { Frame, Irregularity } from '../model.ts';
import type { Envelope } from './envelope.ts';

/** What comes back does so at once. */
const RECENT = 200;

/** What a server asks. Its ping may look like one of ours, and there may be very many of them. */
const OF_SERVERS: readonly unknown[] = ['ping', 'roots/list', 'sampling/createMessage', 'elicitation/create'];

export class Echo {
  #isKnown = false;

  /** `frames`: all that crossed the wire. */
  constructor(private readonly frames: () => readonly Frame[] = () => []) {}

  /** Whether the message is one of ours that came back; the first is put to `notes`. */
  takes(message: unknown, { kind }: Envelope, notes: Irregularity[]): boolean {
    if (kind !== 'request' && !(kind === 'response' && this.#isKnown)) return false;
    const { method } = message as { method?: unknown };
    if (!this.#isKnown && OF_SERVERS.includes(method)) return false;
    const evidence = JSON.stringify(message);
    const wasSent = this.frames()
      .slice(-RECENT)
      .some(({ direction, text }) => direction === 'out' && text === evidence);
    if (!wasSent) return false;
    if (!this.#isKnown)
      notes.push({ rule: 'input-echoed', message: `our own request came back on stdout (${method})`, evidence });
    this.#isKnown = true;
    return true;
  }
}
