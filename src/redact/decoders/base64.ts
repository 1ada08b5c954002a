/** base64 and base64url, wrapped or not, wherever the value starts in the encoded bytes. */
import { type Decoder, extractOf, type Part, type Piece, through, type View } from '../view.ts';
import { joined } from './joined.ts';

export const base64: Decoder = (text, least) => [
  ...alignments(text, least),
  ...joined(text, least).flatMap((outer) => alignments(outer.text, least).map((inner) => through(outer, inner))),
];

/** A run may begin with characters that belong to something else: read from each of its first four. */
function alignments(text: string, least: number): View[] {
  const runs = [...text.matchAll(runsOf(Math.ceil((least * 8) / 6)))];
  if (runs.length === 0) return [];
  return [0, 1, 2, 3].map((skip) =>
    extractOf(
      runs.map((run) => pieceOf(run[0].slice(skip), run.index + skip)),
      true,
    ),
  );
}

function pieceOf(run: string, from: number): Piece {
  const decoded = Buffer.from(run, 'base64').toString('latin1');
  return { from, to: from + run.length, decoded, within: charactersOf };
}

/** Every character that carries a bit of the bytes. */
function charactersOf(start: number, end: number): Part {
  return [Math.floor((start * 8) / 6), Math.ceil((end * 8) / 6)];
}

function runsOf(least: number): RegExp {
  return new RegExp(`[A-Za-z0-9+/_-]{${least},}`, 'g');
}
