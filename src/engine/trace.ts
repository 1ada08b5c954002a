/** `--trace FILE`: written as it happens, so that it is there after a crash and a time-out as well. */
import type { RunEvent } from '../model.ts';
import { TRACE_WORDS, traceLine } from '../report/trace.ts';
import { type EventStream, openStream } from './streams.ts';

/** A server may write without end. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

export function openTrace(path: string): Promise<EventStream> {
  let left = MOST_CHARACTERS;
  const lineOf = (event: RunEvent) => {
    const line = left > 0 ? traceLine(event) : '';
    left -= line.length;
    return left > 0 || line === '' ? line : `{"kind":"cut","limit":${MOST_CHARACTERS}}\n`;
  };
  return openStream(path, lineOf, { ownWords: TRACE_WORDS });
}
