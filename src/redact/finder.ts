/** Finds many needles in one pass over a text: whole, their long starts and ends, and halves at a cut. */
import { type Needle, TELLING, WRAPPABLE } from './needle.ts';
import type { Range } from './range.ts';

/** What a hit may be. */
export interface Sought {
  /** The text may have been cut at these ends and at an ellipsis, so half a secret may stand there. */
  readonly cuts?: { readonly start: boolean; readonly end: boolean } | undefined;
  /** Only what is too long to come about by chance. */
  readonly isJoined?: boolean;
}

/** Four characters of a needle, by which it is found. */
interface Anchor {
  readonly needle: Needle;
  readonly isTail: boolean;
}

const GRAM = 4;
/** A number this short stands within longer numbers by chance. */
const SHORT_NUMBER = /^\d{1,9}$/;
/** A part that says nothing. */
const PLAIN_WORD = /^[A-Z]?[a-z]+$/;

export class Finder {
  /** Whether any needle has an anchor of this hash. */
  readonly #hashes: Uint8Array;
  readonly #anchors = new Map<string, Anchor[]>();
  /** The characters of the shortest part that counts. */
  readonly least: number;
  /** A shorter text holds nothing, not even at a cut. */
  readonly shortest: number;
  /** The characters of the longest needle. */
  readonly longest: number;
  /** Whether one consists of several words. */
  readonly hasBlanks: boolean;

  constructor(needles: readonly Needle[]) {
    this.#hashes = new Uint8Array(needles.length === 0 ? 0 : 0x10000);
    this.least = needles.reduce((least, needle) => Math.min(least, needle.least), Number.POSITIVE_INFINITY);
    this.shortest = Math.min(this.least, TELLING);
    this.longest = needles.reduce((most, { text }) => Math.max(most, text.length), 0);
    this.hasBlanks = needles.some(({ text }) => text.includes(' '));
    for (const needle of needles) {
      this.#anchor(needle, 0, false);
      if (needle.text.length > TELLING) this.#anchor(needle, needle.text.length - TELLING, true);
    }
  }

  #anchor(needle: Needle, offset: number, isTail: boolean): void {
    const gram = needle.text.slice(offset, offset + GRAM);
    this.#hashes[hashOf(gram)] = 1;
    this.#anchors.set(gram, [...(this.#anchors.get(gram) ?? []), { needle, isTail }]);
  }

  find(text: string, sought: Sought): Range[] {
    const found: Range[] = [];
    if (this.#anchors.size === 0) return found;
    const hashes = this.#hashes;
    let [a, b, c] = [text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2)];
    for (let at = GRAM - 1; at < text.length; at++) {
      const d = text.charCodeAt(at);
      if (hashes[mix(a, b, c, d)] === 1) this.#check(text, at - GRAM + 1, sought, found);
      a = b;
      b = c;
      c = d;
    }
    return found;
  }

  #check(text: string, at: number, sought: Sought, found: Range[]): void {
    for (const { needle, isTail } of this.#anchors.get(text.slice(at, at + GRAM)) ?? []) {
      const range = isTail ? tailAt(text, at, needle, sought) : headAt(text, at, needle, sought);
      if (range) found.push({ ...range, name: needle.name });
    }
  }
}

type Place = Pick<Range, 'start' | 'end'> | undefined;

/** As much of the needle's start as stands at `start`. */
function headAt(text: string, start: number, { text: form, leastStart, hasEdges }: Needle, sought: Sought): Place {
  let length = 0;
  while (length < form.length && text.charCodeAt(start + length) === form.charCodeAt(length)) length++;
  const end = start + length;
  if (length === form.length && SHORT_NUMBER.test(form) && !isWholeNumber(text, start, end)) return undefined;
  const isCut = hasEdges && length >= TELLING && isCutAfter(text, end, sought);
  return counts(text, start, end, leastStart, isCut, sought) ? { start, end } : undefined;
}

/** As much of the needle's end as ends there where its last characters begin at `at`. */
function tailAt(text: string, at: number, { text: form, least, hasEdges }: Needle, sought: Sought): Place {
  const end = at + TELLING;
  let length = 0;
  while (length < form.length && text.charCodeAt(end - 1 - length) === form.charCodeAt(form.length - 1 - length)) {
    length++;
  }
  const start = end - length;
  const isCut = hasEdges && length >= TELLING && isCutBefore(text, start, sought);
  return counts(text, start, end, least, isCut, sought) ? { start, end } : undefined;
}

function counts(text: string, start: number, end: number, least: number, isCut: boolean, sought: Sought): boolean {
  const length = end - start;
  if (sought.isJoined && length < WRAPPABLE) return false;
  return length >= least || (isCut && !PLAIN_WORD.test(text.slice(start, end)));
}

function isCutAfter(text: string, end: number, { cuts }: Sought): boolean {
  if (!cuts) return false;
  return (cuts.end && end === text.length) || text[end] === '…' || text.startsWith('...', end);
}

function isCutBefore(text: string, start: number, { cuts }: Sought): boolean {
  if (!cuts) return false;
  return (cuts.start && start === 0) || text[start - 1] === '…' || text.endsWith('...', start);
}

function isWholeNumber(text: string, start: number, end: number): boolean {
  return !/[\d.]/.test(text[start - 1] ?? '') && !/^(?:\d|\.\d)/.test(text.slice(end, end + 2));
}

function hashOf(gram: string): number {
  return mix(gram.charCodeAt(0), gram.charCodeAt(1), gram.charCodeAt(2), gram.charCodeAt(3));
}

function mix(a: number, b: number, c: number, d: number): number {
  return ((a * 7919) ^ (b * 1031) ^ (c * 131) ^ (d * 17)) & 0xffff;
}
