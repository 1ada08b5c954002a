/** The goroutines of a Go program that was ended by SIGQUIT. */
import { goFrames } from '../go.ts';
import { isLibrary, type StackFrame } from '../thrown.ts';
import type { Thread } from './thread.ts';

const HEADER = /^goroutine (\d+) .*\[([^\]]*)\]:$/;
const SDK = /mcp|jsonrpc/i;
/** Function names of Go's own packages; in a binary built with -trimpath the paths do not tell. */
const STANDARD =
  /^(?:archive|bufio|bytes|compress|container|context|crypto|database|debug|encoding|errors|expvar|flag|fmt|go|hash|html|image|internal|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unsafe|vendor)[./]/;

export function goRoutines(lines: readonly string[]): Thread[] {
  const starts = lines.flatMap((line, at) => (HEADER.test(line) ? [at] : []));
  return starts.map((start, index) => toThread(lines.slice(start, starts[index + 1])));
}

/** Not the user's: Go itself, and modules, which have a version in their path. */
export function isGoLibrary({ path, name = '' }: StackFrame): boolean {
  return isLibrary(path) || /@v\d/.test(path) || STANDARD.test(name);
}

/** One that the SDK called first; the main goroutine last: it mostly serves. Of equals the youngest. */
function toThread(block: readonly string[]): Thread {
  const [, id = '0', state = ''] = HEADER.exec(block[0] ?? '') ?? [];
  const creation = block.findIndex((line) => line.startsWith('created by '));
  const all = goFrames(block);
  const frames = creation === -1 ? all : goFrames(block.slice(0, creation));
  const own = frames.find((frame) => !isGoLibrary(frame));
  if (!own || isReading(frames, state)) return { frames, rank: -1 };
  const age = Math.min(Number(id), 1e9) / 1e10;
  if (all.some((frame) => isGoLibrary(frame) && SDK.test(frame.path))) return { frames, rank: 3 + age };
  return { frames, rank: (own.name === 'main.main' ? 1 : 2) + age };
}

/** Waiting for the next request on stdin. */
function isReading(frames: readonly StackFrame[], state: string): boolean {
  return /^(?:IO wait|syscall)/.test(state) && frames.some(({ name }) => name === 'os.(*File).Read');
}
