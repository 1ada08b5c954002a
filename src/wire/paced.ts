/** Reads a stream as it comes, and lets timers and signals have their turn however much comes. */
import type { Readable } from 'node:stream';

/** Of work without a pause: a pipe that is always full would otherwise be read 2 MiB at a time. */
const TURN_MS = 25;

/** `take` gives how many bytes of the chunk it has taken; the rest comes again in the next turn. */
export function readPaced(stream: Readable | null | undefined, take: (chunk: Buffer) => number): void {
  let turnBegan: number | undefined;
  stream?.on('data', (chunk: Buffer) => {
    if (turnBegan === undefined) {
      turnBegan = performance.now();
      setImmediate(() => {
        turnBegan = undefined;
        stream.resume();
      });
    }
    const taken = take(chunk);
    if (taken < chunk.length || performance.now() - turnBegan > TURN_MS) stream.pause();
    if (taken < chunk.length) stream.unshift(chunk.subarray(taken));
  });
}
