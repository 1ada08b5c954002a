/** Every frame of one wire, both ways, with its time; the text of old large frames is cut so that memory stays bounded. */
import type { Frame } from '../model.ts';

const KEPT_CHARACTERS = 64 * 1024 * 1024;
const EXCERPT = 2048;

export class FrameLog {
  readonly #frames: Frame[] = [];
  #kept = 0;
  #firstWhole = 0;

  get length(): number {
    return this.#frames.length;
  }

  add(frame: Omit<Frame, 'seq'>): Frame {
    const added = { ...frame, seq: this.#frames.length };
    this.#frames.push(added);
    this.#kept += added.text.length;
    while (this.#kept > KEPT_CHARACTERS && this.#firstWhole < added.seq) this.#cut(this.#firstWhole++);
    return added;
  }

  /** The frames from number `seq` on. */
  since(seq: number): readonly Frame[] {
    return this.#frames.slice(seq);
  }

  #cut(seq: number): void {
    const { message: _, ...frame } = this.#frames[seq]!;
    if (frame.text.length <= EXCERPT) return;
    this.#kept -= frame.text.length - EXCERPT;
    this.#frames[seq] = { ...frame, text: frame.text.slice(0, EXCERPT) };
  }
}
