/** Reads a stream as it comes, and lets timers and signals have their turn however much comes. */
import type { Readable } from 'node:stream';

/** Of work without a pause: a pipe that is always full would otherwise be read 2 MiB at a time. */
const TURN_MS = 25;
/** What is read at once; behind less than this the event loop turns by itself. */
const FULL_BYTES = 64 * 1024;

/** `take` gives how many bytes of the chunk it has taken; the rest comes again in the next turn. */
export function readPaced(stream: Readable | null | undefined, take: (chunk: Buffer) => number): void {
  let turnBegan: number | undefined;
  const untilNextTurn = (began: number) => {
    if (turnBegan !== undefined) return;
    turnBegan = began;
    setImmediate(() => {
      turnBegan = undefined;
      stream?.resume();
    });
  };
  stream?.on('data', (chunk: Buffer) => {
    const began = turnBegan ?? performance.now();
    if (chunk.length >= FULL_BYTES) untilNextTurn(began);
    const taken = take(chunk);
    if (taken === chunk.length && performance.now() - began <= TURN_MS) return;
    stream.pause();
    untilNextTurn(began);
    if (taken < chunk.length) stream.unshift(chunk.subarray(taken));
  });
}
