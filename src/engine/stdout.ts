import { onAbort, type StopSignal } from '../stopping.ts';

/** Resolves when the text has left. Rejects when it cannot, and when `giveUp` aborts before a reader has taken it. */
export function writeStdout(content: string | Uint8Array, giveUp?: StopSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => setImmediate(reject, new Error('nobody reads from it'));
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
    if (giveUp) onAbort(giveUp, stop);
  });
}
