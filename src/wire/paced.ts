/** Reads a stream as it comes, and lets timers and signals have their turn however much comes. */
import type { Readable } from 'node:stream';

/** Of work without a pause: a pipe that is always full would otherwise be read 2 MiB at a time. */
const TURN_MS = 25;

export function readPaced(stream: Readable | null | undefined, take: (chunk: Buffer) => void): void {
  let turnBegan: number | undefined;
  stream?.on('data', (chunk: Buffer) => {
    if (turnBegan === undefined) {
      turnBegan = performance.now();
      setImmediate(() => {
        turnBegan = undefined;
        stream.resume();
      });
    }
    take(chunk);
    if (performance.now() - turnBegan > TURN_MS) stream.pause();
  });
}
