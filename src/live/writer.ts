/** What `createLive` writes to; process.stdout and process.stderr are such streams. */
export interface LiveStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
  on?(event: 'error', listener: (error: Error) => void): unknown;
}

/**
 * Writes until the stream fails (its reader went away, the disk is full) and is silent from then on: a closed
 * terminal must not end a run whose reports are still to be written.
 */
export function createWriter(stream: LiveStream): (text: string) => void {
  let dead = false;
  let isHeard = false;
  const bury = () => {
    dead = true;
  };
  return (text) => {
    if (dead || text === '') return;
    try {
      if (!isHeard) stream.on?.('error', bury);
      isHeard = true;
      stream.write(text);
    } catch {
      bury();
    }
  };
}
