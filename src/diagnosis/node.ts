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
const ABOVE = 6;

/** An error with causes is told by its innermost cause, at the place of the outermost. */
export function nodeThrown(lines: readonly string[]): Thrown[] {
  const found: Thrown[] = [];
  let head: { readonly at: number; readonly match: RegExpExecArray } | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!ANY_FRAME.test(line)) {
      const match = HEAD.exec(line);
      if (match) head = { at, match };
      continue;
    }
    const end = stackEnd(lines, at);
    if (head && at - head.at <= MESSAGE_LINES) add(found, lines, head, at, end);
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

function add(
  found: Thrown[],
  lines: readonly string[],
  head: { readonly at: number; readonly match: RegExpExecArray },
  from: number,
  end: number,
): void {
  const frames = lines.slice(from, end).flatMap(nodeFrame);
  if (frames.length === 0) return;
  const one = thrown(head.match[1] ?? '', head.match[2] ?? '', head.at, [...frames, ...sourceAbove(lines, head.at)]);
  const outer = found.at(-1);
  if (!CAUSE.test(lines[head.at] ?? '') || outer === undefined) found.push(one);
  else found[found.length - 1] = { ...outer, ...one, line: outer.line };
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
