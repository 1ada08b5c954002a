/** Every frame of one wire, both ways, with its time, in bounded memory: old large frames are cut, noise without end is counted. */
import type { Frame, RequestId } from '../model.ts';

const KEPT_CHARACTERS = 64 * 1024 * 1024;
const EXCERPT = 2048;

/** A run that makes calls without end keeps this many; nobody looks back further than over one step. */
const KEPT_FRAMES = 20_000;

/** So many frames of noise stay by themselves; of twice as many the later half becomes one that counts. */
const NOISE_APART = 20;

/** So many judged frames are let go at once. */
const GONE_TOGETHER = 200;

export class FrameLog {
  /** Told of each frame as it is added; whoever listens sees it as it is then. */
  onFrame: ((frame: Frame) => void) | undefined;
  #frames: Frame[] = [];
  #next = 0;
  #kept = 0;
  /** Frames before this index have been cut. */
  #cut = 0;
  /** How many of the last frames are noise, none of them from before the last mark. */
  #noise = 0;
  /** Nobody will look at them again; they go together. No Set: each that is emptied holds the next, and so all that V8 has not cleaned yet. */
  #gone: Frame[] = [];

  /** A position for `since`. What comes before it and what comes after stay apart. */
  mark(): number {
    this.#noise = 0;
    return this.#next;
  }

  /** The frame itself, with its number: it is the log's from then on. */
  add(frame: Omit<Frame, 'seq'>): Frame {
    const added = frame as Frame & { seq: number };
    added.seq = this.#next++;
    this.#frames.push(added);
    this.onFrame?.(added);
    this.#noise = isNoise(added) ? this.#noise + 1 : 0;
    this.#kept += added.text.length;
    while (this.#kept > KEPT_CHARACTERS && this.#cut < this.#frames.length - 1) this.#shorten(this.#cut++);
    if (this.#frames.length >= 2 * KEPT_FRAMES) this.#drop(this.#frames.length - KEPT_FRAMES);
    return added;
  }

  /** Noise that goes on becomes one frame that says how many lines it stands for. For when no message is being joined. */
  countNoise(): void {
    if (this.#noise < 2 * NOISE_APART) return;
    const later = this.#frames.splice(-NOISE_APART);
    this.#noise -= later.length;
    this.#cut = Math.min(this.#cut, this.#frames.length);
    const [first, ...rest] = later as [Frame, ...Frame[]];
    const isAlike = later.every(isNoise);
    this.#frames.push(...(isAlike ? [{ ...first, lines: linesOf(later), bytes: sum(later.map(bytesOf)) }] : later));
    if (isAlike) this.#kept -= sum(rest.map(lengthOf));
    this.#noise = isAlike ? this.#noise + 1 : 0;
  }

  /** The frames since the mark, as far as they are kept. */
  since(mark: number): readonly Frame[] {
    let from = this.#frames.length;
    while (from > 0 && this.#frames[from - 1]!.seq >= mark) from--;
    return this.#frames.slice(from);
  }

  /** Those of one exchange have been judged, and are not looked at again: a run of many calls does not grow by them. */
  forget(frames: Iterable<Frame>, id: RequestId): void {
    for (const frame of frames) if (isOf(frame, id)) this.#gone.push(frame);
    if (this.#gone.length < Math.max(GONE_TOGETHER, this.#frames.length / 4)) return;
    const gone = new Set(this.#gone);
    const isLeft = (frame: Frame) => !gone.has(frame);
    const left = this.#frames.filter(isLeft);
    this.#cut = this.#frames.slice(0, this.#cut).filter(isLeft).length;
    this.#kept = sum(left.map(lengthOf));
    this.#frames = left;
    this.#noise = 0;
    this.#gone = [];
  }

  #drop(gone: number): void {
    this.#kept -= sum(this.#frames.splice(0, gone).map(lengthOf));
    this.#cut = Math.max(0, this.#cut - gone);
  }

  #shorten(index: number): void {
    const { message: _, ...frame } = this.#frames[index]!;
    if (frame.text.length <= EXCERPT) return;
    this.#kept -= frame.text.length - EXCERPT;
    this.#frames[index] = { ...frame, text: frame.text.slice(0, EXCERPT) };
  }
}

/** The request itself, where it asks for nothing that comes beside its answer, or its answer. */
function isOf({ message }: Frame, id: RequestId): boolean {
  const { id: own, params } = (message ?? {}) as { id?: unknown; params?: { _meta?: unknown } };
  return own === id && params?._meta === undefined;
}

function isNoise({ framing, holds = [] }: Frame): boolean {
  return framing === 'noise' && holds.length === 0;
}

function linesOf(frames: readonly Frame[]): number {
  return sum(frames.map(({ lines = 1 }) => lines));
}

const bytesOf = ({ bytes }: Frame) => bytes;
const lengthOf = ({ text }: Frame) => text.length;

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
