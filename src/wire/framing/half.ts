/** An answer of which only the beginning came: what follows it on the wire shows that it will not get its end. */
import type { Frame } from '../../model.ts';
import { skeleton } from './id.ts';

/** The beginning of a response; that of a log line in JSON is another. */
const START = /^\s*\{\s*(?:"id"\s*:\s*[^,{}[\]]{1,40},\s*)?"(?:jsonrpc|result|error)"\s*:/;

export interface Half {
  /** As far as its id is known: those who write it last leave none. */
  readonly holds: readonly object[];
}

/** `text` is no JSON by itself. Undefined for what does not begin as a response does; a request of the server's own is none. */
export function halfAnswer(text: string): Half | undefined {
  if (!START.test(text)) return undefined;
  const holds = skeleton(text);
  return holds.some((message) => 'method' in message) ? undefined : { holds };
}

/** A message was found in the line, whole: what stands around it is noise. */
export function isWhole({ framing, holds = [] }: Pick<Frame, 'framing' | 'holds'>): boolean {
  return framing === 'noise' && holds.length > 0;
}

/** Noise that may be the beginning of an answer. */
export function mayBeHalf(frame: Pick<Frame, 'framing' | 'holds' | 'text'>): boolean {
  return frame.framing === 'noise' && !isWhole(frame) && halfAnswer(frame.text) !== undefined;
}
