/** The goroutines of a Go program that was ended by SIGQUIT. */
import { goFrames } from '../go.ts';
import { isLibrary, type StackFrame } from '../thrown.ts';
import type { Thread } from './thread.ts';

const HEADER = /^goroutine \d+ .*\[([^\]]*)\]:$/;
const SDK = /mcp|jsonrpc/i;
/** Function names of Go's own packages; in a binary built with -trimpath the paths do not tell. */
const STANDARD =
  /^(?:archive|bufio|bytes|compress|container|context|crypto|database|debug|encoding|errors|expvar|flag|fmt|go|hash|html|image|internal|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unsafe|vendor)[./]/;

interface Goroutine {
  readonly state: string;
  readonly frames: readonly StackFrame[];
  /** Where the `go` statement stands. */
  readonly createdAt?: StackFrame;
}

/** One that the SDK called first, then one of the user's own, then main(), which mostly serves. `count` calls hang. */
export function goRoutines(lines: readonly string[], count = 1): Thread[] {
  const starts = lines.flatMap((line, at) => (HEADER.test(line) ? [at] : []));
  const all = starts.map((start, index) => readGoroutine(lines.slice(start, starts[index + 1])));
  const ranks = all.map((one) => rankOf(one, all));
  const places = new Set(all.flatMap((one, index) => (ranks[index] === 2 ? [ownFrame(one)?.name] : [])));
  // Numbers do not tell which was created last; where more may be the call than calls hang, no place is better than a wrong one.
  const isUnclear = places.size > count && !ranks.includes(3);
  return all.map(({ frames }, index) => ({ frames, rank: isUnclear ? -1 : ranks[index]! }));
}

/** Not the user's: Go itself, and modules, which have a version in their path. */
export function isGoLibrary({ path, name = '' }: StackFrame): boolean {
  return isLibrary(path) || /@v\d/.test(path) || STANDARD.test(name);
}

function readGoroutine(block: readonly string[]): Goroutine {
  const creation = block.findIndex((line) => line.startsWith('created by '));
  // The brackets keep a method's receiver from being taken for arguments.
  const created = block.slice(Math.max(0, creation)).map((line) => line.replace(/ in goroutine \d+$/, '()'));
  const [createdAt] = creation === -1 ? [] : goFrames(created);
  return {
    state: HEADER.exec(block[0] ?? '')?.[1] ?? '',
    frames: goFrames(creation === -1 ? block : block.slice(0, creation)),
    ...(createdAt ? { createdAt } : {}),
  };
}

function rankOf(goroutine: Goroutine, all: readonly Goroutine[]): number {
  const { frames, createdAt } = goroutine;
  const own = ownFrame(goroutine);
  if (!own || isReading(goroutine)) return -1;
  const callers = [...frames.slice(frames.indexOf(own)), ...(createdAt ? [createdAt] : [])];
  if (callers.some((frame) => isGoLibrary(frame) && SDK.test(frame.path))) return 3;
  if (own.name === 'main.main') return 1;
  return isFromStart(createdAt, all) ? -1 : 2;
}

function ownFrame({ frames }: Goroutine): StackFrame | undefined {
  return frames.find((frame) => !isGoLibrary(frame));
}

/** Created above the line at which its creator now stands: before the loop that reads requests. */
function isFromStart(createdAt: StackFrame | undefined, all: readonly Goroutine[]): boolean {
  if (!createdAt) return false;
  const creators = all.flatMap(({ frames }) => frames.filter(({ name }) => name === createdAt.name));
  return creators.some(({ line }) => Number(createdAt.line) < Number(line));
}

/** Waiting for the next request on stdin. */
function isReading({ state, frames }: Goroutine): boolean {
  return /^(?:IO wait|syscall)/.test(state) && frames.some(({ name }) => name === 'os.(*File).Read');
}
