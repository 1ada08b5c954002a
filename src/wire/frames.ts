/** Every frame of one wire, both ways, with its time; the text of old large frames is cut so that memory stays bounded. */
import type { Frame } from '../model.ts';

const KEPT_CHARACTERS = 64 * 1024 * 1024;
const EXCERPT = 2048;

/** A run that makes calls without end keeps this many; nobody looks back further than over one step. */
const KEPT_FRAMES = 20_000;

export class FrameLog {
  #frames: Frame[] = [];
  /** How many have been dropped from the front. */
  #dropped = 0;
  #kept = 0;
  #firstWhole = 0;

  /** The number that the next frame will have. */
  get length(): number {
    return this.#dropped + this.#frames.length;
  }

  add(frame: Omit<Frame, 'seq'>): Frame {
    const added = { ...frame, seq: this.length };
    this.#frames.push(added);
    this.#kept += added.text.length;
    while (this.#kept > KEPT_CHARACTERS && this.#firstWhole < added.seq) this.#cut(this.#firstWhole++);
    if (this.#frames.length >= 2 * KEPT_FRAMES) this.#drop();
    return added;
  }

  /** The frames from number `seq` on, as far as they are kept. */
  since(seq: number): readonly Frame[] {
    return this.#frames.slice(Math.max(0, seq - this.#dropped));
  }

  #drop(): void {
    const gone = this.#frames.length - KEPT_FRAMES;
    for (const { text } of this.#frames.slice(0, gone)) this.#kept -= text.length;
    this.#frames = this.#frames.slice(gone);
    this.#dropped += gone;
    this.#firstWhole = Math.max(this.#firstWhole, this.#dropped);
  }

  #cut(seq: number): void {
    const { message: _, ...frame } = this.#frames[seq - this.#dropped]!;
    if (frame.text.length <= EXCERPT) return;
    this.#kept -= frame.text.length - EXCERPT;
    this.#frames[seq - this.#dropped] = { ...frame, text: frame.text.slice(0, EXCERPT) };
  }
}
