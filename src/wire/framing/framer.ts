/** Lines of stdout → frames, each with what it is (MCP 2025-11-25, Transports, stdio): decided here, and nowhere again. */
import type { Frame } from '../../model.ts';
import type { FrameLog } from '../frames.ts';
import type { Line } from '../lines.ts';
import { type Decoded, decode } from './decode.ts';
import { halfAnswer, isWhole } from './half.ts';
import { isMessage } from './message.ts';
import { Pieces } from './pieces.ts';
import { PrintedOverLines } from './printed.ts';
import { SpreadMessage } from './spread.ts';

type Mutable = { -readonly [Key in keyof Frame]: Frame[Key] };

const INTERLEAVED = 'answers-interleaved';
/** What a line seems to be by itself. */
const MAY_BE_MIXED: ReadonlySet<Decoded['framing']> = new Set(['noise', 'answer-cut-off', 'no-newline-flush']);

export class Framer {
  readonly #spread = new SpreadMessage<Mutable>();
  readonly #printed = new PrintedOverLines<Mutable>();
  /** A line that may be half an answer: the next message shows it. */
  #half: Mutable | undefined;
  readonly #pieces = new Pieces<Mutable>();

  constructor(
    private readonly frames: FrameLog,
    private readonly limitBytes: number,
  ) {}

  /** No message is being joined: lines of noise are all alike. */
  get isIdle(): boolean {
    return !this.#spread.isOpen && !this.#printed.isOpen;
  }

  decode(line: Line): Decoded {
    const decoded = decode(line, this.limitBytes);
    return isLogged(decoded) ? { ...decoded, kind: 'unreadable', framing: 'noise' } : decoded;
  }

  /** Adds the frame. The last line of a message that is spread over several gives all of them their class. */
  add(decoded: Decoded, atMs: number): Frame {
    const isReadable = decoded.kind === 'message';
    const frame: Mutable = this.frames.add(isReadable ? { ...decoded, atMs, direction: 'in' } : unread(decoded, atMs));
    if (isReadable) this.#cutOff();
    if (isReadable || frame.kind === 'oversize') this.#reset();
    else if (frame.framing === 'noise') this.#join(frame);
    if (!isReadable && frame.framing === decoded.framing) this.#piece(decoded, frame);
    if (this.isIdle) this.frames.countNoise();
    return frame;
  }

  #join(frame: Mutable): void {
    const spread = this.#spread.add(frame);
    if (!this.#half && !isWhole(frame) && (halfAnswer(frame.text)?.holds.length ?? 0) > 0) this.#half = frame;
    const printed = this.#printed.add(frame);
    const whole = spread ?? printed;
    if (!whole) return;
    this.#reset();
    this.#half = undefined;
    for (const line of whole.lines) line.framing = spread ? 'multiline-json' : 'repr-wire';
    frame.holds = [whole.message];
  }

  #reset(): void {
    this.#spread.reset();
    this.#printed.reset();
  }

  /** What was begun elsewhere ends in this line: two were written at the same time. */
  #piece({ text, kind, framing }: Decoded, frame: Mutable): void {
    if (kind !== 'blank' && !MAY_BE_MIXED.has(framing)) return;
    const mixed = kind === 'blank' ? this.#pieces.lineFeed() : this.#pieces.take(text, frame);
    if (!mixed) return;
    for (const line of mixed.lines) line.framing = INTERLEAVED;
    if (mixed.holds.length > 0) frame.holds = mixed.holds;
  }

  /** A message begins on a line of its own: what stands open before it has no end. */
  #cutOff(): void {
    const half = this.#half;
    this.#half = undefined;
    if (half?.framing !== 'noise') return;
    half.framing = 'answer-cut-off';
    half.holds = halfAnswer(half.text)!.holds;
  }
}

/** What it may have been is no message. */
function unread({ message: _, ...rest }: Decoded, atMs: number): Omit<Frame, 'seq'> {
  return { ...rest, atMs, direction: 'in' };
}

/** A line of a JSON logger, or a part of a message that is JSON by itself. */
function isLogged({ kind, message }: Decoded): boolean {
  return kind === 'message' && !Array.isArray(message) && !isMessage(message);
}
