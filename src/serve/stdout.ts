/** stdout is the protocol's: whatever else is written there while it is, a rule of the user's own included, goes to stderr. */
import { Writable } from 'node:stream';

export interface Claimed {
  readonly wire: Writable;
  /** stdout is everybody's again. */
  release(): void;
}

export function claimStdout(): Claimed {
  const { stdout, stderr } = process;
  const { write } = stdout;
  const writeOut = write.bind(stdout) as (chunk: Uint8Array, done: (error?: Error | null) => void) => boolean;
  const wire = new Writable({
    write: (chunk, _encoding, done) => void writeOut(chunk, done),
  });
  // A reader that has gone ends the conversation; why is no news.
  wire.on('error', () => undefined);
  stdout.on('error', (error) => wire.destroy(error));
  stdout.write = stderr.write.bind(stderr) as typeof stdout.write;
  return {
    wire,
    release: () => {
      stdout.write = write;
    },
  };
}
