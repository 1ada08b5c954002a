/** Go panics and fatal errors of its runtime. */
import { type StackFrame, type Thrown, thrown } from './thrown.ts';

const HEAD = /^(panic|fatal error): (.*)$/;
const FILE = /^\s+(\S.*\.go):(\d+)(?: \+0x[0-9a-f]+)?(?: fp=0x[^\n]*)?$/;
const GOROUTINE = /^goroutine \d+ .*\[/;
/** Between the message and the first goroutine stand signal lines and re-panics. */
const BEFORE_STACK = 20;
const STACK_LINES = 400;

export function goThrown(lines: readonly string[]): Thrown[] {
  return lines.flatMap((line, at) => {
    const head = HEAD.exec(line);
    if (!head) return [];
    const message = (head[2] ?? '').replace(/ \[recovered\]$/, '');
    return [thrown(head[1] ?? '', message, at, stack(lines, at))];
  });
}

/** The frames of the goroutine that panicked, the innermost first. */
function stack(lines: readonly string[], head: number): StackFrame[] {
  const start = lines.slice(head + 1, head + BEFORE_STACK).findIndex((line) => GOROUTINE.test(line));
  if (start === -1) return [];
  const rest = lines.slice(head + start + 2, head + start + 2 + STACK_LINES);
  const end = rest.findIndex((line) => line.trim() === '');
  return goFrames(end === -1 ? rest : rest.slice(0, end));
}

/** The frames of one goroutine; a function's name stands on the line before its place. */
export function goFrames(lines: readonly string[]): StackFrame[] {
  return lines.flatMap((line, at) => {
    const match = FILE.exec(line);
    return match ? [{ path: match[1] ?? '', line: match[2] ?? '', name: functionName(lines[at - 1] ?? '') }] : [];
  });
}

/** `main.(*notes).put(...)` without its arguments. */
function functionName(line: string): string {
  const end = line.lastIndexOf('(');
  return (end > 0 ? line.slice(0, end) : line).replace(/^created by /, '').trim();
}
