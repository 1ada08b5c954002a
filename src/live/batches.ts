/** Texts that come close together leave as one: a write to a pipe costs more than most steps, and the first comes before the server's start. */

/** Nobody reads a log faster. */
const BATCH_MS = 15;

export interface Batches {
  write(text: string): void;
  /** What waits, at once. */
  flush(): void;
}

export function inBatches(write: (text: string) => void): Batches {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    waiting = '';
    write(text);
  };
  return {
    write: (text) => {
      if (text === '') return;
      waiting += text;
      timer ??= setTimeout(flush, BATCH_MS).unref();
    },
    flush,
  };
}
