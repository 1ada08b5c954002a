/** A text decoded in one way, with the way back to the text it came from. */

export interface View {
  readonly text: string;
  /** The parts of the source that `text.slice(start, end)` came from, in the order of `text`; `end` is exclusive. */
  readonly source: (start: number, end: number) => readonly Part[];
  /** The characters are bytes, most of them perhaps no text at all. */
  readonly isBytes?: boolean;
  /** Put together from pieces that stood apart: short matches say nothing. */
  readonly isJoined?: boolean;
}

export type Part = readonly [start: number, end: number];
export type Traits = Pick<View, 'isBytes' | 'isJoined'> & {
  /** What stands between two parts is no part of the encoding, and stays. */
  readonly isScattered?: boolean;
};

/**
 * One way to write text: gives the views that undo it, none where the text holds nothing of the kind. What decodes to
 * fewer than `least` characters may be left out. Linear in the text.
 */
export type Decoder = (text: string, least: number) => readonly View[];

/** Between pieces that do not belong together: no byte of UTF-8. */
const BREAK = 0xff;

/** A view as it is written: every character with the part of the source that stands for it. */
export class Draft {
  readonly #codes: Uint16Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  #length = 0;
  #union = 0;

  /** `most`: the characters that it may come to. */
  constructor(most: number) {
    this.#codes = new Uint16Array(most);
    this.#from = new Int32Array(most);
    this.#to = new Int32Array(most);
  }

  get length(): number {
    return this.#length;
  }

  put(code: number, from: number, to: number): void {
    const at = this.#length++;
    this.#codes[at] = code;
    this.#from[at] = from;
    this.#to[at] = to;
    this.#union |= code;
  }

  /** Each of its UTF-16 units stands for the same part. */
  putText(text: string, from: number, to: number): void {
    for (let at = 0; at < text.length; at++) this.put(text.charCodeAt(at), from, to);
  }

  /** A part of the source that stands for itself. */
  copy(source: string, start: number, end: number): void {
    for (let at = start; at < end; at++) this.put(source.charCodeAt(at), at, at + 1);
  }

  break(): void {
    if (this.#length > 0 && this.#codes[this.#length - 1] !== BREAK) this.put(BREAK, 0, 0);
  }

  /** Forgets what came after `length`. */
  cut(length: number): void {
    this.#length = length;
  }

  view({ isScattered = false, ...traits }: Traits = {}): View {
    const [from, to] = [this.#from, this.#to];
    const source: View['source'] = (start, end) =>
      isScattered ? scattered(from, to, start, end) : [[from[start]!, to[end - 1]!]];
    return { text: this.#text(), source, ...traits };
  }

  #text(): string {
    const codes = this.#codes.subarray(0, this.#length);
    if (this.#union < 256) return Buffer.from(new Uint8Array(codes).buffer).toString('latin1');
    return Buffer.from(codes.buffer, 0, 2 * this.#length).toString('utf16le');
  }
}

/** A blank or two between bytes are no reason for two parts. */
const NEAR = 2;

/** One part for each run of characters that follow each other in the source. */
function scattered(from: Int32Array, to: Int32Array, start: number, end: number): Part[] {
  const parts: [number, number][] = [];
  for (let at = start; at < end; at++) {
    const last = parts.at(-1);
    const [first, next] = [from[at]!, to[at]!];
    if (last && first >= last[0] && first <= last[1] + NEAR) last[1] = Math.max(last[1], next);
    else if (next > first) parts.push([first, next]);
  }
  return parts;
}

/** A decoder that replaces every match of a global pattern; none where nothing matches. */
export function replacing(
  pattern: RegExp,
  decode: (match: RegExpExecArray) => string,
  traits: Traits = {},
): (text: string) => readonly View[] {
  return (text) => {
    pattern.lastIndex = 0;
    let match = pattern.exec(text);
    if (!match) return [];
    const draft = new Draft(text.length + 1);
    let at = 0;
    for (; match; match = pattern.exec(text)) {
      const end = match.index + match[0].length;
      draft.copy(text, at, match.index);
      draft.putText(decode(match), match.index, end);
      at = end;
    }
    draft.copy(text, at, text.length);
    return [draft.view(traits)];
  };
}

/** What `inner` decoded of the text of `outer`, with the way back to the source of `outer`. */
export function through(outer: View, inner: View): View {
  const source: View['source'] = (start, end) => inner.source(start, end).flatMap(([a, b]) => outer.source(a, b));
  return { ...inner, source };
}
