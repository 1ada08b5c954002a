/** A text decoded in one way, with the way back to the text it came from. */

export interface View {
  readonly text: string;
  /** The part of the source that `text.slice(start, end)` came from; `end` is exclusive. */
  readonly source: (start: number, end: number) => Part;
  /** The characters are bytes, most of them perhaps no text at all. */
  readonly isBytes?: boolean;
}

export type Part = readonly [start: number, end: number];

/**
 * One way to write text: gives the views that undo it, none where the text holds nothing of the kind. What decodes to
 * fewer than `least` characters may be left out.
 */
export type Decoder = (text: string, least: number) => readonly View[];

/** A part of the source and what it stands for. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly decoded: string;
  /** Where a range of `decoded` stands in the piece; the whole piece by default. */
  readonly within?: (start: number, end: number) => Part;
}

/** The source with its pieces replaced; they are in order and do not overlap. */
export function viewOf(source: string, pieces: readonly Piece[]): View {
  const parts: string[] = [];
  let at = 0;
  for (const { from, to, decoded } of pieces) {
    parts.push(source.slice(at, from), decoded);
    at = to;
  }
  return { text: parts.join('') + source.slice(at), source: wayBack(pieces, () => gapStarts(pieces)) };
}

/** The pieces alone, with a character between them that no secret holds. */
export function extractOf(pieces: readonly Piece[], isBytes: boolean): View {
  const text = pieces.map(({ decoded }) => decoded).join('\0');
  return { text, source: wayBack(pieces, () => packedStarts(pieces)), isBytes };
}

/** A decoder that replaces every match of a global pattern. */
export function replacing(pattern: RegExp, decode: (match: RegExpMatchArray) => string): Decoder {
  return (text) => {
    const pieces = Array.from(text.matchAll(pattern), (match) => {
      const from = match.index;
      return { from, to: from + match[0].length, decoded: decode(match) };
    });
    return pieces.length === 0 ? [] : [viewOf(text, pieces)];
  };
}

/** What `inner` decoded of the text of `outer`, with the way back to the source of `outer`. */
export function through(outer: View, inner: View): View {
  return { ...inner, source: (start, end) => outer.source(...inner.source(start, end)) };
}

/** Most views hold no secret, so the starts of the pieces are only counted when they are asked for. */
function wayBack(pieces: readonly Piece[], countStarts: () => readonly number[]): View['source'] {
  let starts: readonly number[] | undefined;
  return (start, end) => {
    starts ??= countStarts();
    return [placeIn(pieces, starts, start)[0], placeIn(pieces, starts, end - 1)[1]];
  };
}

/** Where each piece begins in a view that keeps what is between them. */
function gapStarts(pieces: readonly Piece[]): number[] {
  let longer = 0;
  return pieces.map(({ from, to, decoded }) => {
    const start = from + longer;
    longer += decoded.length - (to - from);
    return start;
  });
}

/** The same where one character is between them. */
function packedStarts(pieces: readonly Piece[]): number[] {
  let next = 0;
  return pieces.map(({ decoded }) => {
    const start = next;
    next += decoded.length + 1;
    return start;
  });
}

/** Where one character of a view stands in the source. */
function placeIn(pieces: readonly Piece[], starts: readonly number[], position: number): Part {
  const index = lastAtMost(starts, position);
  const piece = pieces[index];
  if (piece === undefined) return [position, position + 1];
  const offset = position - starts[index]!;
  const beyond = offset - piece.decoded.length;
  if (beyond >= 0) return [piece.to + beyond, piece.to + beyond + 1];
  if (piece.within === undefined) return [piece.from, piece.to];
  const [from, to] = piece.within(offset, offset + 1);
  return [piece.from + from, piece.from + to];
}

/** The index of the last number that is not greater; -1 where all are. */
function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
