/** The events of a suite whose wires are listened to, in order: what a frame holds is cleaned of secrets before, however long that takes. */
import { breathe, inTurns } from '../limits/breath.ts';
import type { RunEvent, WireEvent } from '../model.ts';
import { atOnce } from '../redact/bits.ts';
import type { Redactor } from '../redact/redactor.ts';
import { cleanWire } from '../redact/report.ts';
import type { StopSignal } from '../stopping.ts';
import { isLine, Noise } from './noise.ts';

/** A smaller frame does not hold up the event loop. */
const LARGE_BYTES = 32 * 1024;
/** Of frames that wait; no trace is longer. */
const MOST_WAITING = 64 * 1024 * 1024;
const BESIDE = 256;

export class Telling {
  readonly #noise: Noise;
  #waiting: RunEvent[] = [];
  #bytes = 0;
  #isLeavingOut = false;
  #working: Promise<void> | undefined;

  constructor(
    private readonly redactor: Redactor,
    /** Once it is aborted, nobody waits for a large frame. */
    private readonly stop: StopSignal,
    private readonly listener: (event: RunEvent) => void,
  ) {
    this.#noise = new Noise(redactor, (event) => this.#tell(event));
  }

  take(event: RunEvent): void {
    if (isLine(event)) return this.#noise.add(event);
    this.#noise.end();
    this.#tell(event);
  }

  /** What comes while a large frame is being cleaned waits for it. */
  #tell(event: RunEvent): void {
    if (!this.#working && bytesOf(event) < LARGE_BYTES) return this.listener(this.#clean(event));
    this.#wait(event);
    this.#working ??= this.#work();
    // Whoever waits for the end hears of a fault.
    this.#working.catch(() => undefined);
  }

  /** Resolves when all of it has been told. */
  async settled(): Promise<void> {
    this.#noise.end();
    await this.#working;
  }

  /** Of frames that come faster than they can be cleaned, the first that is left out says so. */
  #wait(event: RunEvent): void {
    const isTooMuch = isFrame(event) && this.#bytes + bytesOf(event) > MOST_WAITING;
    const isTold = !isTooMuch || !this.#isLeavingOut;
    if (isFrame(event)) this.#isLeavingOut = isTooMuch;
    if (!isTold) return;
    const waiting = isTooMuch ? withoutContent(event) : event;
    this.#waiting.push(waiting);
    this.#bytes += bytesOf(waiting);
  }

  #clean(event: RunEvent): RunEvent {
    return event.type === 'wire' ? { ...event, event: atOnce(cleanWire(event.event, this.redactor)) } : event;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const event of waiting) {
        if (event.type !== 'wire' || bytesOf(event) < LARGE_BYTES) this.listener(this.#clean(event));
        else this.listener({ ...event, event: await inTurns(cleanWire(event.event, this.redactor, this.stop)) });
        this.#bytes -= bytesOf(event);
        await breathe();
      }
    }
    this.#working = undefined;
  }
}

type Framed = Extract<RunEvent, { type: 'wire' }> & { readonly event: Extract<WireEvent, { kind: 'frame' }> };

function isFrame(event: RunEvent): event is Framed {
  return event.type === 'wire' && event.event.kind === 'frame';
}

/** What it takes of memory, roughly. */
function bytesOf(event: RunEvent): number {
  return BESIDE + (isFrame(event) ? event.event.bytes : 0);
}

function withoutContent({ event, ...told }: Framed): RunEvent {
  const { message: _, ...frame } = event;
  const problem = `left out with what follows: more than ${MOST_WAITING} bytes wait to be cleaned`;
  return { ...told, event: { ...frame, text: '', problem } };
}
