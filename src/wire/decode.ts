/** One unit of text from the wire → what kind of frame it is. */
import type { Frame } from '../model.ts';
import type { Line } from './lines.ts';

/** Deeper messages are refused: serialisers and validators recurse. */
export const MAX_DEPTH = 512;
/** The problem of a message that is. */
export const TOO_DEEP = `nested deeper than ${MAX_DEPTH} levels`;

type Decoded = Pick<Frame, 'kind' | 'text' | 'bytes' | 'message' | 'problem'>;

/** A JSON object or array is a `message` (JSON-RPC 2.0, sections 4 to 6); anything else is told apart, never thrown. */
export function decode(line: Omit<Line, 'isUtf8'> & { readonly isUtf8?: boolean }, limitBytes: number): Decoded {
  const { text, bytes } = line;
  if (line.oversize) return { kind: 'oversize', text, bytes, problem: `longer than the limit of ${limitBytes} bytes` };
  if (text.trim() === '') return { kind: 'blank', text, bytes };
  if (isTooDeep(text)) return { kind: 'unreadable', text, bytes, problem: TOO_DEEP };
  const notUtf8 = line.isUtf8 === false ? { problem: 'the line holds bytes that are not UTF-8' } : {};
  return { text, bytes, ...notUtf8, ...parse(text) };
}

function parse(text: string): Pick<Frame, 'kind' | 'message' | 'problem'> {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message === 'object' && message !== null) return { kind: 'message', message };
    return { kind: 'unreadable', problem: 'JSON, but neither an object nor an array' };
  } catch (error) {
    return { kind: 'unreadable', problem: (error as Error).message };
  }
}

function isTooDeep(text: string): boolean {
  if (text.length < 2 * MAX_DEPTH) return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
}
