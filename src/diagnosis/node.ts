/** Node errors with a stack, and their causes. */
import { isLibrary, type StackFrame, type Thrown, thrown } from './thrown.ts';

const FRAME = /^\s*at (?:async )?(?:(\S.*) \()?((?:file:\/\/|node:|[A-Za-z]:\\|\.{0,2}\/)[^()]*):(\d+):\d+\)?(?: \{)?$/;
const ANY_FRAME = /^\s*at \S/;
const HEAD = /(?:^|[\s\]])((?:[A-Z]\w*)?(?:Error|Exception))(?: \[\w+\])?: (.*)$/;
const CAUSE = /^\s*\[cause\]: /;
/** `file:///app/server.mjs:5` above the message is all that a syntax error has. */
const SOURCE_LINE = /^((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+)$/;
/** A message may have lines of its own between its first line and the stack. */
const MESSAGE_LINES = 30;
/** The message of a ZodError is a list of issues, as JSON. */
const LIST_LINES = 1000;
/** With what stands before it less than a line that is kept whole. */
const LIST_CHARACTERS = 3500;
/** What is said of an environment before it is refused. */
const DETAIL_LINES = 200;
const ENVIRONMENT = /\bInvalid environment variables\b/i;
/** Of a module that is missing: where it is asked for. There is no line. */
const IMPORTED_FROM = / imported from (\/.+|[A-Za-z]:\\.+)$/;
const REQUIRED_FROM = /^- (\/.+|[A-Za-z]:\\.+)$/;
const ABOVE = 6;

interface Head {
  readonly at: number;
  readonly match: RegExpExecArray;
}

/** An error with causes is told by its innermost cause, at the place of the outermost. */
export function nodeThrown(lines: readonly string[]): Thrown[] {
  const found: Thrown[] = [];
  let head: Head | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!ANY_FRAME.test(line)) {
      const match = HEAD.exec(line);
      if (match) head = { at, match };
      continue;
    }
    const end = stackEnd(lines, at);
    if (head && at - head.at <= (isList(head.match) ? LIST_LINES : MESSAGE_LINES)) add(found, lines, head, at, end);
    head = undefined;
    at = end - 1;
  }
  return found;
}

function stackEnd(lines: readonly string[], from: number): number {
  let end = from;
  while (end < lines.length && ANY_FRAME.test(lines[end] ?? '')) end++;
  return end;
}

function add(found: Thrown[], lines: readonly string[], head: Head, from: number, end: number): void {
  const frames = lines.slice(from, end).flatMap(nodeFrame);
  if (frames.length === 0) return;
  const message = messageOf(lines, head, from);
  const places = [...frames, ...sourceAbove(lines, head.at), ...importers(message, lines.slice(head.at + 1, from))];
  const one = thrown(head.match[1] ?? '', message, head.at, places);
  const outer = found.at(-1);
  if (!CAUSE.test(lines[head.at] ?? '') || outer === undefined) found.push(one);
  else found[found.length - 1] = { ...outer, ...one, line: outer.line };
}

function isList(match: RegExpExecArray): boolean {
  return match[2] === '[';
}

/** A list of issues as one line; and with the refusal of an environment, what stands above it about that. */
function messageOf(lines: readonly string[], { at, match }: Head, from: number): string {
  const message = match[2] ?? '';
  if (isList(match)) return `[ ${oneLine(lines.slice(at + 1, from))}`;
  if (!ENVIRONMENT.test(message)) return message;
  const above = lines.slice(Math.max(0, at - DETAIL_LINES), at);
  const start = above.findLastIndex((line) => ENVIRONMENT.test(line) && /[:[{]$|: [[{]/.test(line));
  return start === -1 ? message : `${message}: ${oneLine(above.slice(start))}`;
}

function oneLine(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .join(' ')
    .slice(0, LIST_CHARACTERS);
}

/** Node's own frames may be all that the stack has; the innermost first. `[eval]` is no file. */
function importers(message: string, below: readonly string[]): StackFrame[] {
  const from = IMPORTED_FROM.exec(message)?.[1];
  const stack = below.flatMap((line) => REQUIRED_FROM.exec(line)?.[1] ?? []);
  const files = [...(from === undefined ? [] : [from]), ...stack].filter((path) => !path.endsWith(']'));
  return files.map((path) => ({ path, line: '' }));
}

/** The frame that a line of a stack names; none where it names no place. */
export function nodeFrame(line: string): StackFrame[] {
  const match = FRAME.exec(line);
  if (!match) return [];
  const [, name, path = '', number = ''] = match;
  return [{ path, line: number, ...(name === undefined ? {} : { name: functionName(name) }) }];
}

/** `Object.readNote [as call]` is readNote to its author. */
function functionName(name: string): string {
  return name.replace(/ \[as [^\]]*\]$/, '').replace(/^(?:Object|Module|Immediate|Timeout|process)\./, '');
}

function sourceAbove(lines: readonly string[], head: number): StackFrame[] {
  for (let at = head - 1; at >= 0 && at >= head - ABOVE; at--) {
    const match = SOURCE_LINE.exec(lines[at] ?? '');
    if (match && !isLibrary(match[1] ?? '')) return [{ path: match[1] ?? '', line: match[2] ?? '' }];
  }
  return [];
}
