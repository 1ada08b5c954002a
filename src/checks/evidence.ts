/**
 * What was seen, short enough to print: at most 500 characters, wire text quoted as JSON. Whatever is cut from a text of the
 * server's is cut here: half a secret is known to nobody, so that each text is cleaned before.
 */
const MAX_EVIDENCE = 500;
const MAX_LINES = 8;
/** Characters from which a value is no longer written whole to be cut. */
const LARGE = 65_536;
const NOTE = '… (more than 65,536 characters)';

/** The part of a text between two places, with no half of a secret at its ends. */
export type Cut = (text: string, from: number, to: number) => string;

const plain: Cut = (text, from, to) => text.slice(Math.max(0, from), to);
let cutOf = plain;

/** Runs checks, which are synchronous, so that what they cut is cut by `cut`. */
export function cutting<T>(cut: Cut, run: () => T): T {
  const outer = cutOf;
  cutOf = cut;
  try {
    return run();
  } finally {
    cutOf = outer;
  }
}

/** What stands between two places of a text; `from` may be negative. */
export function between(text: string, from: number, to: number): string {
  return cutOf(text, Math.max(0, from), to);
}

/** The start of `text`; its length is said where it was cut. */
export function clip(text: string, max = MAX_EVIDENCE): string {
  if (text.length <= max) return text;
  const note = `… (${text.length} characters)`;
  return `${between(text, 0, Math.max(0, max - note.length))}${note}`;
}

/** A value of the server's as JSON, cut. */
export function quoted(value: unknown, max = MAX_EVIDENCE): string {
  if (typeof value !== 'string' && isLarge(value))
    return `${between(beginning(value, max), 0, max - NOTE.length)}${NOTE}`;
  const short = typeof value === 'string' ? between(value, 0, max) : value;
  const lost = typeof value === 'string' && value.length > max;
  return clip(`${asJson(short)}${lost ? `… (${value.length} characters)` : ''}`, max);
}

function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

/** Counted without writing it: a list of 32 MiB as JSON takes longer than a turn of the event loop may. */
function isLarge(value: unknown): boolean {
  const open = [value];
  let size = 0;
  while (open.length > 0 && size <= LARGE) {
    const next = open.pop();
    size += typeof next === 'string' ? next.length + 2 : 2;
    if (typeof next !== 'object' || next === null) continue;
    if (Array.isArray(next)) open.push(...next.slice(0, LARGE));
    else {
      for (const [key, child] of Object.entries(next)) {
        size += key.length + 3;
        open.push(child);
      }
    }
  }
  return size > LARGE;
}

/** About `most` characters of the value as JSON. */
function beginning(value: unknown, most: number): string {
  if (most <= 0) return '';
  if (typeof value === 'string') return JSON.stringify(between(value, 0, most));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  for (const key of isList ? value.keys() : Object.keys(value)) {
    if (text.length > most) return text;
    const name = isList ? '' : `${JSON.stringify(String(key))}:`;
    text += `${text.length > 1 ? ',' : ''}${name}${beginning((value as Record<string | number, unknown>)[key], most - text.length)}`;
  }
  return `${text}${isList ? ']' : '}'}`;
}

/** The first five lines, quoted; how many more there are, with `more` that are not given. */
export function quotedLines(lines: readonly string[], more = 0): string {
  const shown = lines.slice(0, 5).map((line) => quoted(line, 90));
  const rest = lines.length - shown.length + more;
  return clip([...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n'));
}

/** The last lines of stderr that are not empty, with the message of a stack that they end; undefined when there are none. */
export function stderrTail(stderr: string): string | undefined {
  const end = between(stderr, stderr.length - STACK_CHARACTERS, stderr.length).split(/\r?\n/);
  const all = end.filter((line) => line.trim() !== '');
  const head = headOfStack(all, all.length - MAX_LINES);
  const most = MAX_EVIDENCE - (head === undefined ? 0 : head.length + 1);
  const lines = all.slice(-MAX_LINES);
  while (lines.length > 1 && lines.join('\n').length > most) lines.shift();
  const tail = [...(head === undefined ? [] : [head]), lines.join('\n').slice(-most)].join('\n');
  return tail === '' ? undefined : tail;
}

const STACK_CHARACTERS = 8192;
/** Node says within a stack where an 'error' event that nobody listens to was emitted. */
const STACK_FRAME = /^\s*at \S|^Emitted '.{1,100}' event on .{1,200} at:$/;

/** The message that stands above the stack which line `from` is in the middle of. */
function headOfStack(lines: readonly string[], from: number): string | undefined {
  if (from < 1 || !STACK_FRAME.test(lines[from] ?? '')) return undefined;
  const at = lines.slice(0, from).findLastIndex((line) => !STACK_FRAME.test(line));
  return lines[at]?.slice(0, MAX_EVIDENCE / 2);
}

/** `evidence` only where there is some. */
export function withEvidence(evidence: string | undefined): { evidence?: string } {
  return evidence === undefined ? {} : { evidence };
}
