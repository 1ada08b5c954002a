/** Hexadecimal bytes in either case, with or without separators. */
import { type Decoder, extractOf, type Piece, type View } from '../view.ts';

const SEPARATED = /(?:[\da-fA-F]{2}[ :-]){3,}[\da-fA-F]{2}/g;

export const hex: Decoder = (text, least) => [...plain(text, 2 * least), ...separated(text)];

/** A run may begin with a digit that belongs to something else. */
function plain(text: string, least: number): View[] {
  const runs = [...text.matchAll(new RegExp(`[\\da-fA-F]{${least},}`, 'g'))];
  if (runs.length === 0) return [];
  return [0, 1].map((skip) =>
    extractOf(
      runs.map((run) => pieceOf(run[0].slice(skip), run.index + skip, 2)),
      true,
    ),
  );
}

function separated(text: string): View[] {
  const pieces = Array.from(text.matchAll(SEPARATED), (run) => pieceOf(run[0], run.index, 3));
  return pieces.length === 0 ? [] : [extractOf(pieces, true)];
}

/** `width`: characters from one byte to the next. */
function pieceOf(run: string, from: number, width: number): Piece {
  const digits = width === 2 ? run : run.replace(/[ :-]/g, '');
  const decoded = Buffer.from(digits, 'hex').toString('latin1');
  return { from, to: from + run.length, decoded, within: (start, end) => [start * width, (end - 1) * width + 2] };
}
