/** Where secrets stand in a text: the text is decoded in every way, and the ways back lead to the places. */
import { base64 } from './decoders/base64.ts';
import { byteList } from './decoders/byte-list.ts';
import { compressed } from './decoders/compressed.ts';
import { dump } from './decoders/dump.ts';
import { escapes } from './decoders/escapes.ts';
import { hex } from './decoders/hex.ts';
import { html } from './decoders/html.ts';
import { invisible } from './decoders/invisible.ts';
import { joined, joinedWords } from './decoders/joined.ts';
import { percent } from './decoders/percent.ts';
import { pieces } from './decoders/pieces.ts';
import { pointer } from './decoders/pointer.ts';
import { shell } from './decoders/shell.ts';
import { words } from './decoders/words.ts';
import type { Finder, Sought } from './finder.ts';
import { type Range, unite } from './range.ts';
import { type TextTraits, traitsOf } from './traits.ts';
import type { Decoder, View } from './view.ts';

type Hint = (text: string, traits: TextTraits, least: number) => boolean;
const holds =
  (pattern: RegExp): Hint =>
  (text) =>
    pattern.test(text);
const hasLists: Hint = (_, { numbersInARow }, least) => numbersInARow >= Math.min(FEWEST_NUMBERS, least);
const FEWEST_NUMBERS = 4;

/** Each with the hint without which a text holds nothing of the kind, so that plain text costs next to nothing. */
const DECODERS: readonly (readonly [Hint, Decoder])[] = [
  [holds(/\\/), escapes],
  [holds(/[\x1b\x9b\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/), invisible],
  [holds(/[\r\n]/), joined],
  [holds(/[\r\n]/), joinedWords],
  [holds(/'(?:\\''|"'"')/), shell],
  [holds(/%[\da-fA-F]{2}|\+/), percent],
  [(text) => text.includes('~0') || text.includes('~1'), pointer],
  [holds(/&(?:#\w|amp|lt|gt|quot|apos|nbsp)/), html],
  [(_, { base64Run }, least) => base64Run >= Math.ceil((least * 8) / 6), base64],
  [(_, { hexRun }, least) => hexRun >= 2 * least, hex],
  [hasLists, byteList],
  [hasLists, dump],
  [(text, { base64Run }) => base64Run >= SHORTEST_PACKED && PACKED.test(text), compressed],
  [holds(/"|'/), pieces],
];
const SHORTEST_PACKED = 16;
const PACKED = /H4sI|e[AFJN][A-Za-z\d+/_-]{14}|1f8b08|78(?:01|5e|9c|da)/i;

/** An encoding within an encoding within another. Those that only take characters out, over and over, are not counted. */
const DEPTH = 3;
const FREE: readonly Decoder[] = [escapes, invisible, joined];
/** What may have been wrapped, or written in pieces, as a whole. */
const IN_JOINED: readonly Decoder[] = [escapes, percent, pointer, base64, hex, compressed];

/** What may be spread over several values of JSON. */
const ACROSS: readonly Decoder[] = [pieces, byteList];

export interface Wanted extends Sought {
  readonly narrow: Finder;
  /** The same and UTF-16, where there are zeros. */
  readonly wide: Finder;
  /** Pieces of a text are no pieces of a secret where the text is a whole document. */
  readonly hasPieces?: boolean;
  /** The characters that may be looked at, decoded ones too. */
  readonly budget: { left: number };
}

interface Searching extends Wanted {
  /** By text, what was found in it and how deep: several ways of decoding lead to the same. */
  readonly known: Map<string, { readonly depth: number; readonly ranges: readonly Range[] }>;
}

/** The text is too intricate to be searched within the budget. */
export class TooIntricate extends Error {}

/** The places of all needles in the text, in whatever encoding, united where they overlap, in order. Throws TooIntricate. */
export function rangesOf(text: string, wanted: Wanted): Range[] {
  if (wanted.narrow.longest === 0) return [];
  const whole: View = { text, source: (start, end) => [[start, end]] };
  return unite(search(whole, { ...wanted, known: new Map() }, DEPTH));
}

/** What several values of a JSON text make together; each has been searched by itself. Throws TooIntricate. */
export function rangesAcross(text: string, wanted: Wanted): Range[] {
  wanted.budget.left -= text.length;
  if (wanted.budget.left < 0) throw new TooIntricate();
  return unite(decoded(text, { ...wanted, known: new Map() }, DEPTH, ACROSS));
}

/** In the text of the view; the ranges are of its source. */
function search(view: View, wanted: Searching, depth: number): Range[] {
  if (view.text.length < wanted.narrow.shortest) return [];
  return rangesIn(view, wanted, depth).flatMap(({ start, end, name }) =>
    view.source(start, end).map(([from, to]) => ({ start: from, end: to, name })),
  );
}

/** The same in the text of the view. Bytes are searched in another way than text, and joined text for less. */
function rangesIn(view: View, wanted: Searching, depth: number): readonly Range[] {
  const { text, isBytes } = view;
  const key = `${isBytes ? 'bytes' : wanted.isJoined ? 'joined' : 'text'} ${text}`;
  const known = wanted.known.get(key);
  if (known && known.depth >= depth) return known.ranges;
  wanted.budget.left -= text.length;
  if (wanted.budget.left < 0) throw new TooIntricate();
  const found = (text.includes('\0') ? wanted.wide : wanted.narrow).find(text, wanted);
  const deeper = depth === 0 ? [] : isBytes ? inWords(view, wanted, depth) : decoded(text, wanted, depth);
  const ranges = [...found, ...deeper];
  wanted.known.set(key, { depth, ranges });
  return ranges;
}

/** Further encodings are looked for only where there may be text. */
function inWords({ text }: View, wanted: Searching, depth: number): Range[] {
  const { isJoined: _, ...sought } = wanted;
  return words(text, wanted.narrow.least).flatMap((inner) => search(inner, sought, depth));
}

function decoded(text: string, wanted: Searching, depth: number, among?: readonly Decoder[]): Range[] {
  const { least } = wanted.narrow;
  const traits = traitsOf(text);
  const used = DECODERS.filter(
    ([hint, decode]) =>
      (!among || among.includes(decode)) && mayHold(decode, wanted, depth) && hint(text, traits, least),
  );
  return used.flatMap(([, decode]) => {
    // Words are looked for as they are: an encoded phrase has no blanks at which it could be wrapped.
    const left = decode === joinedWords ? 0 : FREE.includes(decode) ? depth : depth - 1;
    return decode(text, least).flatMap((view) => search(view, soughtIn(view, wanted), left));
  });
}

/** Pieces are put together only where at most one other encoding stands around them. */
function mayHold(decode: Decoder, { isJoined, narrow, hasPieces = true }: Searching, depth: number): boolean {
  if (isJoined) return IN_JOINED.includes(decode);
  if (decode === joinedWords) return narrow.hasBlanks;
  return decode !== pieces || (hasPieces && depth >= DEPTH - 1);
}

/** Bytes are neither cut nor joined: they are looked through for everything. */
function soughtIn(view: View, wanted: Searching): Searching {
  if (view.isBytes) return { ...wanted, cuts: undefined, isJoined: false };
  return view.isJoined ? { ...wanted, isJoined: true } : wanted;
}
