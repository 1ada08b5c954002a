/**
 * Watches for an event that is whole but for its blank line: clients wait for that line, and drop the event without it; and for a
 * response that is no event at all.
 */
import { isObject } from '../json/kind.ts';
import { jsonOf } from '../json/read.ts';
import { LONGEST_QUOTE } from '../text/quote.ts';
import { isResponse } from './framing/message.ts';

/** A message that still lacks its end after this long will not get one. */
const SILENCE_MS = 1500;
const LONGEST = 4 * 1024 * 1024;
const BLANK_LINE = /\r\n\r\n|\n\n|\r\r/g;

export class UnterminatedEvent {
  /** What came since the last blank line. */
  #parts: string[] = [];
  #length = 0;
  /** The last characters: a blank line may come in two pieces. */
  #tail = '';
  #timer: NodeJS.Timeout | undefined;

  /** `found` is told what has come, the id of the response in it, and whether it is no event but bare JSON. */
  constructor(private readonly found: (excerpt: string, id: unknown, isBare: boolean) => void) {}

  push(text: string): void {
    clearTimeout(this.#timer);
    this.#keep(text);
    // Longer ones are not looked into; the limit of an event bounds them.
    if (this.#length > LONGEST) this.#parts = [];
    else if (this.#length > 0) this.#timer = setTimeout(() => this.end(), SILENCE_MS);
  }

  /** Nothing more comes, or nothing has come for a while. */
  end(): void {
    const text = this.#parts.join('');
    const bare = jsonOf(text);
    if (isResponse(bare)) this.found(text.slice(0, LONGEST_QUOTE), bare['id'], true);
    const data = text.split(/\r\n|\r|\n/).flatMap((line) => /^data: ?(.*)$/.exec(line)?.[1] ?? []);
    // Several that lack it are one event.
    const whole = [jsonOf(data.join('\n'))].filter(isObject);
    const messages = whole.length > 0 ? whole : data.map(jsonOf).filter(isObject);
    for (const message of messages)
      if ('result' in message || 'error' in message) this.found(text.slice(0, LONGEST_QUOTE), message['id'], false);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #keep(text: string): void {
    const seam = this.#tail + text;
    const last = [...seam.matchAll(BLANK_LINE)].at(-1);
    this.#tail = seam.slice(-3);
    if (!last) this.#parts.push(text);
    else this.#parts = [seam.slice(last.index + last[0].length)];
    this.#length = (last ? 0 : this.#length) + (last ? this.#parts[0]!.length : text.length);
  }
}
