/** `--trace FILE`: written as it happens, so that it is there after a crash and a time-out as well. */

import { traceLine } from '../report/trace.ts';
import { type EventStream, openStream } from './streams.ts';

/** A server may write without end. */
const MOST_CHARACTERS = 64 * 1024 * 1024;

export function openTrace(path: string): Promise<EventStream> {
  let left = MOST_CHARACTERS;
  return openStream(path, (event) => {
    const line = left > 0 ? traceLine(event) : '';
    left -= line.length;
    return left > 0 || line === '' ? line : `{"kind":"cut","limit":${MOST_CHARACTERS}}\n`;
  });
}
