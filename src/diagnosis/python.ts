/** Python tracebacks: plain, of exception groups, drawn by rich, and the dumps of faulthandler. */
import { type StackFrame, type Thrown, thrown } from './thrown.ts';

/** `| ` and `+ ` before the lines of an exception group. */
const GROUP_MARGIN = /^ *[|+] ?/;
const HEADER = /Traceback \(most recent call last\):?$/;
const FATAL = /^Fatal Python error: (?:\w+: )?(.+)$/;
const FRAME = /^\s*File "([^"]+)", line (\d+)(?:,? in (.+))?$/;
const RICH_FRAME = /^(\S.*):(\d+) in (\S+)$/;
/** Source lines, markers and gaps between the frames. */
const BETWEEN = /^(?:\s|❱|\.\.\.|$)/;
const HEAD = /^([A-Za-z_][\w.]*)(?::(?: (.*))?)?$/;
/** Pydantic's detail stands below the first line. */
const MULTILINE = /validation errors? for |:$/;
const BLOCK_LIMIT = 5000;

/** Chained exceptions come out as printed: the root cause first. */
export function pythonThrown(lines: readonly string[]): Thrown[] {
  const plain = lines.map((line) => line.replace(GROUP_MARGIN, ''));
  const found: Thrown[] = [];
  for (let at = 0; at < plain.length; at++) {
    const block = readBlock(plain, at);
    if (block === undefined) continue;
    if (block.thrown !== undefined) found.push(block.thrown);
    at = block.end;
  }
  return found;
}

interface Block {
  readonly thrown?: Thrown;
  /** The index of its last line. */
  readonly end: number;
}

function readBlock(lines: readonly string[], at: number): Block | undefined {
  const line = lines[at] ?? '';
  const fatal = FATAL.exec(line);
  if (fatal) return readFatal(lines, at, fatal[1] ?? '');
  if (HEADER.test(line)) return readTraceback(lines, at, at + 1);
  // A syntax error in the script itself is printed without a header.
  return FRAME.test(line) ? readTraceback(lines, at, at) : undefined;
}

function readTraceback(lines: readonly string[], start: number, from: number): Block {
  const frames: StackFrame[] = [];
  const indent = HEADER.test(lines[start] ?? '') ? (/^\s*/.exec(lines[start] ?? '')?.[0].length ?? 0) : 0;
  const limit = Math.min(lines.length, from + BLOCK_LIMIT);
  for (let at = from; at < limit; at++) {
    const line = dedent(lines[at] ?? '', indent);
    const frame = FRAME.exec(line) ?? RICH_FRAME.exec(line);
    if (frame) frames.unshift(toFrame(frame));
    else if (!BETWEEN.test(line)) return readHead(lines, start, at, line, frames);
  }
  return { end: limit - 1 };
}

function readHead(lines: readonly string[], start: number, at: number, line: string, frames: StackFrame[]): Block {
  const head = HEAD.exec(line);
  // Not a head: perhaps the header of the next traceback, which is read again.
  if (!head) return { end: Math.max(at - 1, start) };
  const first = head[2] ?? '';
  const message = MULTILINE.test(line) ? [first, ...paragraph(lines, at + 1)].join('\n') : first;
  return { thrown: thrown(head[1] ?? '', message, start, frames), end: at };
}

function paragraph(lines: readonly string[], from: number): string[] {
  const rest = lines.slice(from, from + 6);
  const end = rest.findIndex((line) => line.trim() === '' || HEADER.test(line) || line.startsWith('---'));
  return end === -1 ? rest : rest.slice(0, end);
}

/** faulthandler prints the innermost frame first, and every thread; the first is the one at fault. */
function readFatal(lines: readonly string[], start: number, message: string): Block {
  const frames: StackFrame[] = [];
  let at = start + 1;
  for (; at < lines.length && at < start + 200; at++) {
    const frame = FRAME.exec(lines[at] ?? '');
    if (frame) frames.push(toFrame(frame));
    else if (frames.length > 0) break;
  }
  return { thrown: thrown('Fatal Python error', message, start, frames), end: frames.length > 0 ? at - 1 : start };
}

function toFrame(match: RegExpExecArray): StackFrame {
  const [, path = '', line = '', name] = match;
  return name === undefined ? { path, line } : { path, line, name };
}

function dedent(line: string, indent: number): string {
  return line.slice(0, indent).trim() === '' ? line.slice(indent) : line;
}
