/** Resolves when the text has left. Rejects when it cannot, and when `giveUp` aborts before a reader has taken it. */
export function writeStdout(content: string | Uint8Array, giveUp?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => setImmediate(reject, new Error('nobody reads from it'));
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
    if (giveUp?.aborted) stop();
    else giveUp?.addEventListener('abort', stop, { once: true });
  });
}
