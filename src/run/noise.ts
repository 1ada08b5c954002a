/** Lines in a row that are no messages: they are one text, so they wait for each other until it is known what of them is secret. */
import type { RunEvent, WireEvent } from '../model.ts';
import type { Redactor } from '../redact/redactor.ts';

/** A trace is read while a server hangs. */
const LONGEST_WAIT_MS = 1000;
/** So many characters wait; a longer line is for itself. */
const MOST = 32 * 1024;
/** So many of what has been told are looked at with what follows: a secret may go on there. */
const LOOKED_BACK = 8 * 1024;

export type Line = Extract<RunEvent, { type: 'wire' }> & {
  readonly event: Extract<WireEvent, { kind: 'frame' }> & { readonly text: string };
};

export class Noise {
  #waiting: Line[] = [];
  #length = 0;
  #before: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redactor: Pick<Redactor, 'lines'>,
    private readonly tell: (event: RunEvent) => void,
  ) {}

  add(line: Line): void {
    this.#waiting.push(line);
    this.#length += line.event.text.length + 1;
    if (this.#length > MOST) this.#tellAll();
    else this.#timer ??= setTimeout(() => this.#tellAll(), LONGEST_WAIT_MS).unref();
  }

  /** Something else comes. */
  end(): void {
    this.#tellAll();
    this.#before = [];
  }

  #tellAll(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    this.#length = 0;
    const lines = [...this.#before, ...waiting.map(({ event }) => event.text)];
    const clean = this.redactor.lines(lines).slice(this.#before.length);
    this.#before = lastOf(lines);
    for (const [index, line] of waiting.entries())
      this.tell({ ...line, event: { ...line.event, text: clean[index]! } });
  }
}

export function isLine(event: RunEvent): event is Line {
  if (event.type !== 'wire' || event.event.kind !== 'frame' || event.event.direction !== 'in') return false;
  return event.event.text !== undefined && event.event.text.length < MOST;
}

function lastOf(lines: readonly string[]): string[] {
  let from = lines.length;
  for (let left = LOOKED_BACK; from > 0 && left > lines[from - 1]!.length; from--) left -= lines[from - 1]!.length + 1;
  return lines.slice(from);
}
