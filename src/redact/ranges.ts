/** Where secrets stand in a text: the text is decoded in every way, and the ways back lead to the places. */
import { base64 } from './decoders/base64.ts';
import { escapes } from './decoders/escapes.ts';
import { hex } from './decoders/hex.ts';
import { html } from './decoders/html.ts';
import { joined } from './decoders/joined.ts';
import { percent } from './decoders/percent.ts';
import { shell } from './decoders/shell.ts';
import { words } from './decoders/words.ts';
import { isWrappable, type Needle, placesOf } from './needle.ts';
import type { Decoder, View } from './view.ts';

/** `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Each with the hint without which a text holds nothing of the kind, so that plain text costs next to nothing. */
const DECODERS: readonly (readonly [RegExp, Decoder])[] = [
  [/\\/, escapes],
  [/'['"\\]/, shell],
  [/[%+]/, percent],
  [/&[#a-z]/, html],
  [/[A-Za-z0-9+/_-]{6}/, base64],
  [/[\da-fA-F]{8}|[\da-fA-F]{2}[ :-][\da-fA-F]{2}/, hex],
];
/** An encoding within an encoding within another. Backslashes, which JSON in JSON in JSON piles up, are not counted. */
const DEPTH = 3;

/** The places of all needles in the text, in whatever encoding, united where they overlap, in order. */
export function rangesOf(text: string, needles: readonly Needle[]): Range[] {
  if (needles.length === 0) return [];
  return unite(search(text, { needles, least: shortestOf(needles) }, DEPTH));
}

/** An overlap is one range, named after the one that starts first. */
export function unite(ranges: readonly Range[]): Range[] {
  const united: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = united.at(-1);
    if (last === undefined || range.start >= last.end) united.push(range);
    else if (range.end > last.end) united[united.length - 1] = { ...last, end: range.end };
  }
  return united;
}

interface Wanted {
  readonly needles: readonly Needle[];
  /** The characters of the shortest. */
  readonly least: number;
}

function search(text: string, wanted: Wanted, depth: number): Range[] {
  if (text.length < wanted.least) return [];
  const direct = wanted.needles.flatMap((needle) => placesOf(text, needle));
  const wrapped = joined(text, wanted.least).flatMap((view) => mapped(view, searchWrapped(view.text, wanted)));
  if (depth === 0) return [...direct, ...wrapped];
  const decoded = DECODERS.filter(([hint]) => hint.test(text)).flatMap(([, decode]) => {
    const left = decode === escapes ? depth : depth - 1;
    return decode(text, wanted.least).flatMap((view) => mapped(view, searchView(view, wanted, left)));
  });
  return [...direct, ...wrapped, ...decoded];
}

/** Prose must not give matches across its lines by chance. */
function searchWrapped(text: string, { needles }: Wanted): Range[] {
  return needles.filter(isWrappable).flatMap((needle) => placesOf(text, needle));
}

/** In bytes the needle is looked for everywhere, and further encodings only where there may be text. */
function searchView(view: View, wanted: Wanted, depth: number): Range[] {
  if (!view.isBytes) return search(view.text, wanted, depth);
  const direct = wanted.needles.flatMap((needle) => placesOf(view.text, needle));
  if (depth === 0) return direct;
  const deeper = words(view.text, wanted.least).flatMap((inner) => mapped(inner, search(inner.text, wanted, depth)));
  return [...direct, ...deeper];
}

function mapped(view: View, ranges: readonly Range[]): Range[] {
  return ranges.map(({ start, end, name }) => {
    const [from, to] = view.source(start, end);
    return { start: from, end: to, name };
  });
}

function shortestOf(needles: readonly Needle[]): number {
  return needles.reduce((least, { text }) => Math.min(least, text.length), Number.POSITIVE_INFINITY);
}
