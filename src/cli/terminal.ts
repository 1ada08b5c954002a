/** stdout and stderr, for what is told of a run. */
import { isatty } from 'node:tty';
import type { LiveStream } from '../live/writer.ts';

/** Where it is no terminal Node makes the stream when something is written, which is after the server's start. */
export function terminalOn(descriptor: 1 | 2): LiveStream {
  const stream = () => (descriptor === 1 ? process.stdout : process.stderr);
  if (isatty(descriptor)) return stream();
  return { write: (text) => stream().write(text), on: (event, listener) => stream().on(event, listener) };
}
