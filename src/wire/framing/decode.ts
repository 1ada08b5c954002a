/** One unit of text from the wire → what kind of frame it is. */
import { readJson } from '../../json/read.ts';
import type { Frame } from '../../model.ts';
import { thousands } from '../../text/plural.ts';
import type { Line } from '../lines.ts';
import { skeleton } from './id.ts';
import { classifyLine } from './line.ts';

/** The id of what is too much for us is looked for in so much of its start. */
const START = 64 * 1024;

export type Decoded = Pick<Frame, 'kind' | 'text' | 'bytes' | 'message' | 'problem' | 'framing' | 'holds' | 'lines'>;

/** A JSON object or array is a `message` (JSON-RPC 2.0, sections 4 to 6); anything else is told apart, never thrown. */
export function decode(line: Omit<Line, 'isUtf8'> & { readonly isUtf8?: boolean }, limitBytes: number): Decoded {
  const { text, bytes, end } = line;
  if (line.oversize) {
    // Of an event that is too long the rest is not read.
    const size = bytes > limitBytes + 1 ? `${thousands(bytes)} bytes; the limit is` : 'more than';
    const problem = `${size} ${thousands(limitBytes)} bytes`;
    return { kind: 'oversize', text, bytes, problem, holds: skeleton(text, end) };
  }
  if (line.count !== undefined) return { kind: 'unreadable', text, bytes, framing: 'noise', lines: line.count };
  if (text.trim() === '') return { kind: 'blank', text, bytes };
  const notUtf8 = line.isUtf8 === false ? { problem: 'the message holds bytes that are not UTF-8' } : {};
  return { text, bytes, ...notUtf8, ...read(text) };
}

/** `[INFO] …` is the commonest noise of all. */
const BEGINS = /^\s*(?:\{|\[\s*(?:$|[[{"\]]|-?\d|true\b|false\b|null\b))/;

type Reading = Pick<Frame, 'kind' | 'message' | 'problem' | 'framing' | 'holds'>;

function read(text: string): Reading {
  // An exception costs more than all else, and most noise does not even begin as JSON does.
  const json =
    text.startsWith('{') || BEGINS.test(text) ? readJson(text) : { problem: 'neither an object nor an array' };
  if ('value' in json) return { kind: 'message', message: json.value };
  const { problem, limit } = json;
  if (limit === undefined) return { kind: 'unreadable', problem, ...classifyLine(text) };
  const holds = skeleton(text.slice(0, START), text);
  return limit === 'depth'
    ? { kind: 'unreadable', problem, framing: 'message-too-deep', holds }
    : { kind: 'oversize', problem, holds };
}
