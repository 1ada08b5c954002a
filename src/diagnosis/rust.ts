/** Rust panics. */
import { type StackFrame, type Thrown, thrown } from './thrown.ts';

/** Since 1.73 the message stands on the next line; since 1.91 the thread has a number. */
const HEAD = /^thread '[^']*' (?:\(\d+\) )?panicked at (.+?):(\d+):\d+:?$/;
const OLD_HEAD = /^thread '[^']*' panicked at '(.*)', (\S+):(\d+):\d+$/;
const FRAME_NAME = /^\s*\d+: (\S.*)$/;
const FRAME_FILE = /^\s+at (\S.*):(\d+):\d+$/;
const STACK_LINES = 400;

export function rustThrown(lines: readonly string[]): Thrown[] {
  return lines.flatMap((line, at) => {
    const old = OLD_HEAD.exec(line);
    if (old) return [panic(old[1] ?? '', at, { path: old[2] ?? '', line: old[3] ?? '' }, lines)];
    const head = HEAD.exec(line);
    if (!head) return [];
    return [panic(lines[at + 1] ?? '', at, { path: head[1] ?? '', line: head[2] ?? '' }, lines)];
  });
}

function panic(message: string, at: number, place: StackFrame, lines: readonly string[]): Thrown {
  return thrown('panic', message, at, [...backtrace(lines, at + 1), place]);
}

/** Printed only with RUST_BACKTRACE=1; the innermost first. */
function backtrace(lines: readonly string[], from: number): StackFrame[] {
  const frames: StackFrame[] = [];
  for (let at = from; at < Math.min(lines.length, from + STACK_LINES); at++) {
    const line = lines[at] ?? '';
    if (line.startsWith('thread ')) break;
    const file = FRAME_FILE.exec(line);
    const name = FRAME_NAME.exec(lines[at - 1] ?? '')?.[1];
    if (file) frames.push({ path: file[1] ?? '', line: file[2] ?? '', ...(name === undefined ? {} : { name }) });
  }
  return frames;
}
